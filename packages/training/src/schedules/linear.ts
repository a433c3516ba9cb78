// A learning rate that falls in a straight line.

import type { Decay } from "./decay.ts";

/** To zero in a straight line. */
export const linear: Decay = (done) => 1 - done;
