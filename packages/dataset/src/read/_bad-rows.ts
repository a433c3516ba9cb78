// What happens to a row that cannot be used: the whole reading fails, or the row is dropped and counted.

import type { NewsclfError } from "@newsclf-internal/errors";

/** Errors kept or counted; after that many, a file that is bad throughout is not read to its end. */
const MAX_SHOWN = 20;

/** Collects bad rows under one policy. */
export interface BadRows {
  /** So far. */
  readonly total: number;
  /** So far, by the code of the error. */
  readonly counts: ReadonlyMap<string, number>;
  /** The first 20. */
  readonly errors: readonly NewsclfError[];
  /** Whether the reading will end with an error. */
  readonly isFailing: boolean;
  /**
   * Takes note of one. Under "error" the first is thrown, but not before the rest of the file, or 20 more bad rows, have been
   * seen, so that it can say how many there are.
   *
   * @param describe - Called for the first 20 only: finding the line costs time.
   */
  add(code: string, describe: () => NewsclfError): void;
  /** To be called at the end of the data. */
  finish(): void;
}

export function createBadRows(policy: "error" | "skip"): BadRows {
  const errors: NewsclfError[] = [];
  const counts = new Map<string, number>();
  let total = 0;
  const fail = (): void => {
    const [first] = errors;
    if (policy === "skip" || first === undefined) return;
    first.more = total - 1;
    throw first;
  };
  return {
    get total() {
      return total;
    },
    get isFailing() {
      return policy === "error" && total > 0;
    },
    counts,
    errors,
    add(code, describe) {
      total++;
      counts.set(code, (counts.get(code) ?? 0) + 1);
      if (errors.length < MAX_SHOWN) errors.push(describe());
      if (total > MAX_SHOWN) fail();
    },
    finish: fail,
  };
}
