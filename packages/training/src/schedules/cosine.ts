// A learning rate that falls along a curve.

import type { Decay } from "./decay.ts";

/** To zero along half a cosine (Loshchilov and Hutter 2017). */
export const cosine: Decay = (done) => (1 + Math.cos(Math.PI * done)) / 2;
