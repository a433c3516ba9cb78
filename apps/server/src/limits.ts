// How much a server takes on. The command line makes its flags from this table; the entry loads nothing else.

/** One limit: an integer in `[min, max]`. */
export interface Limit {
  readonly default: number;
  readonly min: number;
  readonly max: number;
  /** For people, with the unit. */
  readonly about: string;
}

export type LimitName =
  | "workers"
  | "maxBodyBytes"
  | "maxTextLength"
  | "maxTexts"
  | "maxQueuedTexts"
  | "queueTimeoutMs"
  | "drainTimeoutMs";

/** A value for each limit. */
export type Limits = Readonly<Record<LimitName, number>>;

/** More threads than this share caches and memory to little use. */
const MAX_DEFAULT_WORKERS = 4;

export const LIMITS: Readonly<Record<LimitName, Limit>> = {
  workers: {
    ...{ default: MAX_DEFAULT_WORKERS, min: 1, max: 64 },
    about: `threads that classify, each with a copy of every model; at most one a core unless it is given`,
  },
  maxBodyBytes: { default: 1_048_576, min: 1024, max: 1_073_741_824, about: "bytes of a request's body" },
  maxTextLength: { default: 100_000, min: 1, max: 100_000_000, about: "UTF-16 units of a text" },
  maxTexts: { default: 256, min: 1, max: 100_000, about: "texts of a request" },
  maxQueuedTexts: { default: 2048, min: 1, max: 1_000_000, about: "texts that wait before requests are refused" },
  queueTimeoutMs: { default: 10_000, min: 1, max: 3_600_000, about: "milliseconds that a request may wait" },
  drainTimeoutMs: {
    ...{ default: 10_000, min: 0, max: 3_600_000 },
    about: "milliseconds that running requests have when the server is closed",
  },
};

export const LIMIT_NAMES: readonly LimitName[] = Object.keys(LIMITS) as LimitName[];

/**
 * A value for each limit.
 *
 * @param given - Those that are not to have their default.
 * @param numCores - At least 1; no more threads than that unless `workers` is given.
 * @throws RangeError for what is no integer in its range.
 */
export function resolveLimits(given: Partial<Limits>, numCores: number): Limits {
  const entries = LIMIT_NAMES.map((name) => {
    const { default: value, min, max } = LIMITS[name];
    const chosen = given[name] ?? (name === "workers" ? Math.min(value, numCores) : value);
    if (!Number.isInteger(chosen) || chosen < min || chosen > max) {
      throw new RangeError(`createServer: expected ${name} to be an integer in ${min}..${max}, got ${chosen}`);
    }
    return [name, chosen];
  });
  return Object.fromEntries(entries) as Limits;
}
