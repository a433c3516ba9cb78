// What the page should know of a model.

import type { Classifier } from "@newsclf/classifier";
import type { ModelInfo } from "../protocol.ts";

export function modelInfo({ classNames, model }: Classifier): ModelInfo {
  const parts = [...(model.lstm ? ["LSTM"] : []), ...(model.ngrams ? ["n-grams"] : [])].join(" and ");
  return { classNames, parts, isMultiLabel: model.thresholds !== undefined };
}
