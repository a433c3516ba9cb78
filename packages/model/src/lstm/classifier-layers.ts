// Which layers a configuration stands for. Their order is that of the saved weights.

import { denseLayer } from "../layers/dense.ts";
import { dropoutLayer } from "../layers/dropout.ts";
import { embeddingLayer } from "../layers/embedding.ts";
import type { Layer } from "../layers/layer.ts";
import { lstmLayer } from "../layers/lstm.ts";
import type { Param } from "../layers/param.ts";
import { poolingLayer } from "../layers/pooling.ts";
import type { ClassifierConfig } from "./config.ts";

export function classifierLayers(config: ClassifierConfig): Layer[] {
  return [...encoderLayers(config), ...headLayers(config)];
}

export function classifierParams(config: ClassifierConfig): Param[] {
  return classifierLayers(config).flatMap(({ params }) => params);
}

/** Token ids -> one vector a text. */
export function encoderLayers(config: ClassifierConfig): Layer[] {
  const { numLayers, embeddingSize, pooling, embeddingDropoutRate, dropoutRate, poolingDropoutRate } = config;
  const recurrent = Array.from({ length: numLayers }, (_, i) => {
    const number = i + 1;
    const inputSize = i === 0 ? embeddingSize : outputSize(config);
    const layer = lstmLayer({
      ...config,
      number,
      inputSize,
      lastStateOnly: number === numLayers && pooling === "last",
    });
    return i === 0 ? [layer] : [dropoutLayer({ name: `lstm_dropout_${i}`, rate: dropoutRate, inKeras: false }), layer];
  });
  return [
    embeddingLayer({ ...config, name: "embedding_1" }),
    dropoutLayer({ name: "embedding_dropout", rate: embeddingDropoutRate, inKeras: false }),
    ...recurrent.flat(),
    poolingLayer({ name: "pooling", pooling }),
    dropoutLayer({ name: "pooling_dropout", rate: poolingDropoutRate, inKeras: false }),
  ];
}

/** That vector -> logits. */
export function headLayers(config: ClassifierConfig): Layer[] {
  const { initializer, headSizes, numClasses, dropoutRate } = config;
  const sizes = [outputSize(config), ...headSizes, numClasses];
  return sizes.slice(1).flatMap((size, i) => {
    const isLast = i === headSizes.length;
    const name = `dense_${i + 1}`;
    const layer = denseLayer({ name, inputSize: sizes[i]!, outputSize: size, initializer, isLast });
    return isLast ? [layer] : [layer, dropoutLayer({ name: `dropout_${i + 1}`, rate: dropoutRate, inKeras: true })];
  });
}

function outputSize({ hiddenSize, bidirectional }: ClassifierConfig): number {
  return hiddenSize * (bidirectional ? 2 : 1);
}
