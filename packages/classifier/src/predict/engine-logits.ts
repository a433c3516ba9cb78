// What a model that only answers says of texts: an engine computes its LSTM. n = texts, C = classes.

import type { FrozenModel } from "@newsclf/model/inference";
import { pause } from "@newsclf-internal/pause";
import { measuringBatches } from "./measuring-batches.ts";
import { addLogits, type LogitsOf } from "./predict-views.ts";

/** Before the softmax. */
export function engineLogits({ lstm, ngrams, classNames }: FrozenModel): LogitsOf {
  const numClasses = classNames.length;
  return async (texts, tokens) => {
    const ofNgrams = ngrams?.logits(texts);
    if (!lstm) return ofNgrams!;
    const inOrder = new Float32Array(texts.length * numClasses);
    let isFirst = true;
    for (const batch of measuringBatches(tokens, lstm).epoch(0)) {
      if (!isFirst) await pause();
      isFirst = false;
      const logits = lstm.classifier.logits(batch);
      batch.rows.forEach((row, i) => {
        inOrder.set(logits.subarray(i * numClasses, (i + 1) * numClasses), row * numClasses);
      });
    }
    return addLogits(inOrder, ofNgrams);
  };
}
