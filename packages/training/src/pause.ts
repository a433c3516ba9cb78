// Lets the event loop run.

/** Resolves after waiting events, such as a signal or a redraw, had their turn. */
export function pause(): Promise<void> {
  // setImmediate costs microseconds where there is one; browsers only have setTimeout.
  return new Promise((resolve) => {
    if (typeof setImmediate === "function") setImmediate(resolve);
    else setTimeout(resolve, 0);
  });
}
