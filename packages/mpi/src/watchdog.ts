// Who is still there. A process that is gone leaves the others waiting in MPI for ever; so each has a thread that is connected with that
// of rank 0, over TCP, since the main thread may wait in MPI. Whoever misses somebody says so, and ends the job.

/** Between two signs of life. */
export const BEAT_MS = 250;
/** After so long without one a process is lost: long enough for a machine that swaps, short enough for a person who waits. */
export const SILENCE_MS = 5000;
/** For the others to connect. */
export const CONNECT_MS = 10_000;

/** Where rank 0 listens. */
export interface Meeting {
  readonly host: string;
  readonly port: number;
  readonly pid: number;
  /** Keeps others out. */
  readonly token: string;
}

/** What the thread is told when it starts. */
export interface WatchdogStart {
  readonly rank: number;
  readonly size: number;
  /** Of others than rank 0. */
  readonly meeting?: Meeting;
  /** Whether all processes are on this machine. */
  readonly isLocal: boolean;
}

/** Told while it runs. */
export type ToWatchdog =
  | { readonly kind: "advice"; readonly advice: string }
  /** Nobody is missed any more. */
  | { readonly kind: "stop" };

/** The first is `ready`, of rank 0 with where it listens; then `connected`, when all are there. */
export type FromWatchdog =
  | { readonly kind: "ready"; readonly meeting?: Omit<Meeting, "host"> }
  | { readonly kind: "connected"; readonly failure?: string };

/** The first line of a connection. */
export interface Hello {
  readonly token: string;
  readonly rank: number;
  readonly pid: number;
  readonly host: string;
}

/** When signs of life came, in milliseconds of any clock. */
export class Heard<T> {
  readonly #times = new Map<T, number>();
  #lookedAt: number;

  constructor(now: number) {
    this.#lookedAt = now;
  }

  hear(who: T, now: number): void {
    this.#times.set(who, now);
  }

  forget(who: T): void {
    this.#times.delete(who);
  }

  /** Somebody who has been silent for too long. */
  silent(now: number): T | undefined {
    // Who has slept has heard nobody.
    if (now - this.#lookedAt > SILENCE_MS / 2) for (const who of this.#times.keys()) this.#times.set(who, now);
    this.#lookedAt = now;
    return [...this.#times].find(([, heardAt]) => now - heardAt > SILENCE_MS)?.[0];
  }
}
