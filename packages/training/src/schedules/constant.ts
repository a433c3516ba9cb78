// A learning rate that stays.

import type { Decay } from "./decay.ts";

export const constant: Decay = () => 1;
