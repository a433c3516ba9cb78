// Lets the event loop run.

/** Taken when the module is loaded, before test frameworks put clocks of their own in its place. */
const schedule: (resolve: () => void) => void = typeof setImmediate === "function" ? setImmediate : createScheduler();

/** Resolves after waiting events, such as a signal or a redraw, had their turn. */
export function pause(): Promise<void> {
  return new Promise((resolve) => schedule(resolve));
}

/** By messages: in a browser `setTimeout` waits for 4 ms, and in a hidden tab for much longer. */
function createScheduler(): (resolve: () => void) => void {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return (resolve) => {
    waiting.push(resolve);
    port2.postMessage(undefined);
  };
}
