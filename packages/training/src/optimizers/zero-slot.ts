// What an optimizer remembers of a parameter, before its first step.

import { type Variable, variable, zerosLike } from "@tensorflow/tfjs-core";

/** In the parameter's shape. */
export function zeroSlot(param: Variable): Variable {
  const zeros = zerosLike(param);
  const slot = variable(zeros, false);
  zeros.dispose();
  return slot;
}
