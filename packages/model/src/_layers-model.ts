// The classifier as a stock TensorFlow.js LayersModel (`model.json`): what `tf.loadLayersModel` reads. It ends in a
// softmax, so that its output is probabilities.

import { paramSpecs } from "./_params.ts";
import type { ClassifierConfig } from "./config.ts";

/**
 * The content of `model.json`; its weights are in `weights.bin`, float32 little-endian, in the order of the manifest.
 *
 * @param readPadding - Whether the padding token is a token like any other.
 */
export function layersModelJson(config: ClassifierConfig, readPadding: boolean): object {
  return {
    format: "layers-model",
    generatedBy: "newsclf",
    convertedBy: null,
    modelTopology: {
      class_name: "Sequential",
      config: { name: "newsclf", layers: layers(config, readPadding) },
      keras_version: "tfjs-layers 4.22.0",
      backend: "tensor_flow.js",
    },
    weightsManifest: [
      {
        paths: ["weights.bin"],
        weights: paramSpecs(config).map(({ name, shape }) => ({ name, shape, dtype: "float32" })),
      },
    ],
  };
}

function layers(config: ClassifierConfig, readPadding: boolean): object[] {
  const { vocabSize, numClasses, embeddingSize, numLayers, pooling, headSizes, dropoutRate } = config;
  const embedding = layer("Embedding", "embedding_1", {
    batch_input_shape: [null, null],
    dtype: "float32",
    input_dim: vocabSize,
    output_dim: embeddingSize,
    // Stock pooling layers refuse a mask; their input must not be padded.
    mask_zero: pooling === "last" && !readPadding,
  });
  const recurrent = Array.from({ length: numLayers }, (_, i) => lstmLayer(config, i));
  const pool =
    pooling === "last"
      ? []
      : [layer(pooling === "max" ? "GlobalMaxPooling1D" : "GlobalAveragePooling1D", "pooling", {})];
  const head = [...headSizes, numClasses].flatMap((units, i) => {
    const last = i === headSizes.length;
    const dense = layer("Dense", `dense_${i + 1}`, { units, activation: last ? "softmax" : "relu", use_bias: true });
    return last ? [dense] : [dense, layer("Dropout", `dropout_${i + 1}`, { rate: dropoutRate })];
  });
  return [embedding, ...recurrent, ...pool, ...head];
}

function lstmLayer({ hiddenSize, numLayers, bidirectional, pooling }: ClassifierConfig, i: number): object {
  const lstm = layer("LSTM", `lstm_${i + 1}`, {
    units: hiddenSize,
    activation: "tanh",
    recurrent_activation: "sigmoid",
    use_bias: true,
    unit_forget_bias: true,
    return_sequences: i < numLayers - 1 || pooling !== "last",
  });
  return bidirectional ? layer("Bidirectional", `bidirectional_${i + 1}`, { layer: lstm, merge_mode: "concat" }) : lstm;
}

function layer(className: string, name: string, config: object): object {
  return { class_name: className, config: { name, trainable: true, ...config } };
}
