// One step of dual coordinate ascent: how far what is known of an example moves towards what the model says of it. C = classes.

import { logSumExp } from "@newsclf/evaluation";

/** Halvings of the interval of a step: a hundredth of a step more or less changes nothing. */
const NUM_HALVINGS = 8;
/** Below it a logarithm is that of nothing. */
const LEAST = 1e-12;

/**
 * @param logits - `[C]`.
 * @param dual - `[C]`, of the example.
 * @param curvature - Of the weights' part of the dual, but for the squared step.
 * @param step - `[C]`, set to what is added to the dual.
 */
export type DualStep = (logits: Float64Array, dual: Float32Array, curvature: number, step: Float64Array) => void;

/** Of an example that has one class: towards the softmax, all classes together. */
export const stepTogether: DualStep = (logits, dual, curvature, step) => {
  const total = logSumExp(logits, 0, logits.length);
  let [along, square] = [0, 0];
  for (let c = 0; c < step.length; c++) {
    step[c] = Math.exp(logits[c]! - total) - dual[c]!;
    along += step[c]! * logits[c]!;
    square += step[c]! * step[c]!;
  }
  const share = highest((share) => {
    let slope = along - curvature * share * square;
    for (let c = 0; c < step.length; c++) slope -= step[c]! * Math.log(Math.max(LEAST, dual[c]! + share * step[c]!));
    return slope;
  });
  for (let c = 0; c < step.length; c++) step[c]! *= share;
};

/** Of an example that may have several classes: towards the sigmoid, each class by itself. */
export const stepEachClass: DualStep = (logits, dual, curvature, step) => {
  for (let c = 0; c < step.length; c++) {
    const [logit, known] = [logits[c]!, dual[c]!];
    const direction = 1 / (1 + Math.exp(-logit)) - known;
    const share = highest((share) => {
      const moved = known + share * direction;
      const odds = Math.max(LEAST, moved) / Math.max(LEAST, 1 - moved);
      return direction * (logit - curvature * share * direction - Math.log(odds));
    });
    step[c] = share * direction;
  }
};

/** Where in `[0, 1]` something whose slope falls is highest. */
function highest(slope: (share: number) => number): number {
  let [low, high] = [0, 1];
  for (let i = 0; i < NUM_HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (slope(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
