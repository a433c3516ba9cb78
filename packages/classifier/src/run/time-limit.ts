// Training that ends when its time is up, as if it were interrupted.

import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";

/** @returns A signal that is aborted after so many milliseconds, an integer. */
export type StartTimer = (milliseconds: number) => AbortSignal;

export interface TimeLimit {
  /** The caller's, and aborted when the time is up. */
  readonly signal: AbortSignal | undefined;
  /** Whether it was that which ended training. */
  isUp(): boolean;
}

/**
 * The time begins now.
 *
 * @param maxMinutes - Null: no limit.
 * @throws NewsclfError `CONFIG` where there is no timer.
 */
export function limitTime(
  signal: AbortSignal | undefined,
  maxMinutes: number | null,
  startTimer: StartTimer | undefined,
): TimeLimit {
  if (maxMinutes === null) return { signal, isUp: () => false };
  if (startTimer === undefined) {
    throw new NewsclfError("CONFIG", sentence`${setting("maxMinutes", maxMinutes)} is for Node.js`, {
      fix: "abort the signal of the hooks instead",
    });
  }
  const timer = startTimer(Math.ceil(60_000 * maxMinutes));
  const either = signal ? AbortSignal.any([signal, timer]) : timer;
  return { signal: either, isUp: () => timer.aborted && either.reason === timer.reason };
}

/** Where nothing is whole by then. */
export function timeIsUp(maxMinutes: number): NewsclfError {
  const limit = setting("maxMinutes", maxMinutes);
  return new NewsclfError("TRAIN_TIME", sentence`the time of ${limit} was up before any part was whole`, {
    fix: sentence`raise ${setting("maxMinutes")}`,
  });
}
