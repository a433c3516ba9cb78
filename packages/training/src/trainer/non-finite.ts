// Training that cannot go on.

import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";

/**
 * A loss or gradient is NaN or infinite.
 *
 * @param place - Such as `epoch 3 step 118`, both counted from 1.
 */
export function nonFinite(place: string, message: string, maxGradNorm: number | undefined): NewsclfError {
  const isClipped = maxGradNorm !== undefined && maxGradNorm <= 1;
  const lower = sentence`lower ${setting("learningRate")}`;
  const fix = isClipped ? lower : sentence`lower ${setting("learningRate")}, or set ${setting("maxGradNorm")} to 1`;
  return new NewsclfError("TRAIN_NONFINITE", message, { place, fix });
}
