// Ctrl-C, `kill` and a closed terminal: the first lets the running batch end, another ends the process.

/** 128 and the number of the signal, as shells have it. */
const EXIT_STATUS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

type Signal = keyof typeof EXIT_STATUS;

export interface Stop {
  /** After the first signal: what the process should end with. */
  readonly exitStatus: number | undefined;
  /** From now on signals wait for `endWith`: what is being written becomes whole. */
  hold(): void;
  /** From now on the first signal ends the process too, with these last words. */
  endWith(lastWords: string): void;
  /** Leaves signals to Node again. */
  release(): void;
}

/**
 * @param controller - Aborted by the first signal.
 * @param say - For people.
 * @param firstWords - What is said at the first signal.
 * @param onEnd - Called where a second signal ends the process before `endWith`.
 */
export function stopOnSignal(
  controller: AbortController,
  say: (text: string) => void,
  firstWords: string,
  onEnd: () => void,
): Stop {
  let exitStatus: number | undefined;
  let lastWords: string | undefined;
  let [isHeld, isWaiting] = [false, false];
  const stop = (name: Signal): void => {
    exitStatus = EXIT_STATUS[name];
    if (isHeld && lastWords === undefined) {
      isWaiting = true;
      return;
    }
    if (lastWords !== undefined) say(`\n${lastWords}`);
    else if (controller.signal.aborted) onEnd();
    else {
      say(`\n${firstWords}`);
      controller.abort();
      return;
    }
    process.exit(exitStatus);
  };
  const signals = Object.keys(EXIT_STATUS) as Signal[];
  for (const name of signals) process.on(name, stop);
  return {
    get exitStatus() {
      return exitStatus;
    },
    hold() {
      isHeld = true;
    },
    endWith(text) {
      lastWords = text;
      if (!isWaiting) return;
      say(`\n${lastWords}`);
      process.exit(exitStatus);
    },
    release() {
      for (const name of signals) process.off(name, stop);
    },
  };
}
