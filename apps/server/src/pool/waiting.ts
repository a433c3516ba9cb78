// What waits to be classified, and which of it is answered together.

import type { Answered, Slot } from "./slot.ts";

/** Texts answered at once: more are no faster each. */
const MAX_BATCH_TEXTS = 32;

/** UTF-16 units answered at once, a few milliseconds' worth; a request with more is answered by itself. */
export const LONG: number = 20_000;

/** The texts of one request. */
export interface Waiting {
  readonly slot: Slot;
  readonly texts: readonly string[];
  /** Answers a text; undefined for what `classify` gives by default. */
  readonly topK: number | undefined;
  /** UTF-16 units. */
  readonly length: number;
  /** Milliseconds on the clock of `performance.now`. */
  readonly deadline: number;
  resolve(answered: Answered): void;
  reject(error: unknown): void;
}

/**
 * Takes the next batch out of a queue: the first request and those behind it of the same model, as far as there is room.
 *
 * @param queue - In the order of arrival.
 * @param allowsLong - Whether it may begin with a request of more than `LONG`.
 * @returns At least one request, or none if nothing may be taken.
 */
export function takeBatch(queue: Waiting[], allowsLong: boolean): Waiting[] {
  const first = queue.find(({ length }) => allowsLong || length <= LONG);
  if (first === undefined) return [];
  const taken = new Set([first]);
  let [numTexts, length] = [first.texts.length, first.length];
  for (const other of queue) {
    if (numTexts >= MAX_BATCH_TEXTS || length >= LONG) break;
    const fits = numTexts + other.texts.length <= MAX_BATCH_TEXTS && length + other.length <= LONG;
    if (taken.has(other) || other.slot !== first.slot || !fits) continue;
    taken.add(other);
    numTexts += other.texts.length;
    length += other.length;
  }
  const rest = queue.filter((waiting) => !taken.has(waiting));
  queue.splice(0, queue.length, ...rest);
  return [...taken];
}
