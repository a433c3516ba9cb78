// What `process.on` cannot do: it has listeners, which end with Node, and not with the process.

import koffi from "koffi";

const SIG_IGN = 1;

/** As long as nobody takes it up again. */
export function ignoreSignal(number: number): void {
  koffi.load(null).func("signal", "uintptr_t", ["int", "uintptr_t"])(number, SIG_IGN);
}
