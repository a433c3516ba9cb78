// Training that cannot go on.

import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";

/** AdamW moves every weight by about the learning rate: above this no limit of the gradients helps. */
const LARGE = 0.1;
/** Adam's own default, which is small enough for most models. */
const USUAL = 0.001;

/** How the failing step was made. */
export interface StepSettings {
  readonly learningRate: number;
  readonly maxGradNorm: number | undefined;
}

/**
 * A loss or gradient is NaN or infinite.
 *
 * @param place - Such as `epoch 3 step 118`, both counted from 1.
 */
export function nonFinite(place: string, message: string, { learningRate, maxGradNorm }: StepSettings): NewsclfError {
  const isClipped = maxGradNorm !== undefined && maxGradNorm <= 1;
  const lower = setting("learningRate");
  const orClip = isClipped ? sentence`lower ${lower}` : sentence`lower ${lower}, or set ${setting("maxGradNorm")} to 1`;
  const fix = learningRate > LARGE ? sentence`lower ${lower}, such as to ${USUAL}` : orClip;
  return new NewsclfError("TRAIN_NONFINITE", message, { place, fix });
}
