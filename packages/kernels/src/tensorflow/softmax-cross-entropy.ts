// Softmax cross-entropy as one op of TensorFlow's, which gives its gradient too.

import * as tf from "@tensorflow/tfjs-core";
import type { SoftmaxCrossEntropyKernel } from "../contract.ts";
import { execute } from "./_execute.ts";

export const sparseCrossEntropy: SoftmaxCrossEntropyKernel = ({ inputs: { logits }, attrs: { labels }, backend }) =>
  tf.tidy(() => {
    const [losses, dLogits] = execute(backend, {
      name: "SparseSoftmaxCrossEntropyWithLogits",
      attrs: { T: "float32", Tlabels: "int32" },
      inputs: [logits, tf.tensor1d(labels, "int32")],
      numOutputs: 2,
    });
    return [tf.mean(losses!), tf.div(dLogits!, labels.length)];
  });
