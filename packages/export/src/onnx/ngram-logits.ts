// The n-grams of a model in an ONNX graph. B = batch, N = n-grams of the text that has the most, F = features, C = classes.

import type { NgramClassifier } from "@newsclf/model";
import type { Graph } from "./graph.ts";

/**
 * Adds the inputs `ngram_ids` and `ngram_values`. The bias is the weight of an n-gram that the graph gives every text.
 *
 * @returns The name of the logits `[B, C]`.
 */
export function ngramLogits(graph: Graph, { features, weights, bias, numClasses }: NgramClassifier): string {
  const shape = ["batch", "ngrams"];
  const table = new Float32Array(weights.length + bias.length);
  table.set(weights);
  table.set(bias, weights.length);
  const widen = (name: string, value: string): string => graph.add("Pad", [name, graph.integers(0, 0, 0, 1), value]);
  const ids = widen(graph.input({ name: "ngram_ids", type: "int64", shape }), graph.scalar("int64", features.size));
  const values = widen(graph.input({ name: "ngram_values", type: "float32", shape }), graph.scalar("float32", 1));

  const name = "ngrams/embeddings";
  const rows = graph.add("Gather", [
    graph.weight({ name, shape: [features.size + 1, numClasses], values: table }),
    ids,
  ]);
  const weighed = graph.add("Mul", [rows, graph.add("Unsqueeze", [values, graph.integers(2)])]);
  return graph.add("ReduceSum", [weighed, graph.integers(1)], { keepdims: 0 });
}
