// Tells listeners of trainings that come one after another: of one beginning and one end, and of how far the whole is.

import type { RunListener } from "../run-listener.ts";

export class ListenerQueue {
  /** What the first listener to fail threw. */
  failure: unknown;
  /** Aborted by the run's signal, and by a listener that fails. */
  readonly signal: AbortSignal;
  readonly #listeners: readonly RunListener[];
  readonly #failed = new AbortController();
  #told: Promise<unknown> = Promise.resolve();
  #hasStarted = false;
  #hasEnded = false;

  constructor(listeners: readonly RunListener[], signal: AbortSignal | undefined) {
    this.#listeners = listeners;
    this.signal = signal ? AbortSignal.any([signal, this.#failed.signal]) : this.#failed.signal;
  }

  /** Once. */
  start(): void {
    if (this.#hasStarted) return;
    this.#hasStarted = true;
    this.tell((listener) => listener.onStart?.());
  }

  /** Training goes on meanwhile. */
  tell(what: (listener: RunListener) => unknown): void {
    this.#told = this.#told
      .then(async () => {
        for (const listener of this.#listeners) await what(listener);
      })
      .catch((error: unknown) => {
        this.failure ??= error;
        this.#failed.abort();
      });
  }

  /** Resolves when all have been told. */
  async settled(): Promise<void> {
    await this.#told;
  }

  /** Once; resolves when all have been told. */
  async end(): Promise<void> {
    if (this.#hasStarted && !this.#hasEnded) this.tell((listener) => listener.onEnd?.());
    this.#hasEnded = true;
    await this.#told;
  }
}
