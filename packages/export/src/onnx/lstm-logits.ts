// The LSTM of a model in an ONNX graph.
//
// Shapes: B = batch, T = tokens of the longest text, I = inputs of a layer, D = directions, H = units, C = classes.

import type { LstmPart } from "@newsclf/model";
import type { Graph, Weight } from "./graph.ts";
import { DATA_TYPES } from "./messages.ts";
import { recurrentWeights } from "./recurrent-layer.ts";

/** Below all that an LSTM puts out. */
const LOWEST = -2;

/** What the layers read, the time first. */
interface Tokens {
  /** `[T, B]`. */
  readonly ids: string;
  /** Which of them are tokens; absent where all of them are. */
  readonly real?: {
    /** bool `[T, B, 1]`. */
    readonly mask: string;
    /** int32 `[B]`, at least 1. */
    readonly lengths: string;
    /** bool `[B, 1]`, whether there is one at all. */
    readonly some: string;
  };
}

/**
 * Adds the inputs `input_ids` and `attention_mask`, and all layers.
 *
 * @param weights - Of all parameters, in their order.
 * @returns The name of the logits `[B, C]`.
 */
export function lstmLogits(graph: Graph, lstm: LstmPart, weights: readonly Weight[]): string {
  const { numLayers, bidirectional, hiddenSize, pooling, headSizes } = lstm.classifier.config;
  const rest = weights.values();
  const next = (): Weight => rest.next().value!;
  const tokens = readTokens(graph, lstm);

  let x = graph.add("Gather", [graph.weight(next()), tokens.ids]);
  const numDirections = bidirectional ? 2 : 1;
  const attributes = { hidden_size: hiddenSize, direction: bidirectional ? "bidirectional" : "forward" };
  for (let layer = 1; layer <= numLayers; layer++) {
    const directions = Array.from({ length: numDirections }, () => [next(), next(), next()] as const);
    const inputs = [x, ...recurrentWeights(graph, `lstm_${layer}`, directions), tokens.real?.lengths ?? ""];
    if (layer === numLayers && pooling === "last") {
      const states = graph.add("Transpose", [graph.addTo(1, "LSTM", inputs, attributes)], { perm: [1, 0, 2] });
      x = graph.add("Reshape", [states, graph.integers(0, numDirections * hiddenSize)]);
    } else {
      const states = graph.add("Transpose", [graph.add("LSTM", inputs, attributes)], { perm: [0, 2, 1, 3] });
      x = graph.add("Reshape", [states, graph.integers(0, 0, numDirections * hiddenSize)]);
    }
  }
  x = pool(graph, x, tokens, pooling);
  for (let layer = 0; layer <= headSizes.length; layer++) {
    const dense = graph.add("Gemm", [x, graph.weight(next()), graph.weight(next())]);
    x = layer < headSizes.length ? graph.add("Relu", [dense]) : dense;
  }
  return x;
}

function readTokens(graph: Graph, { maxLength, readPadding }: LstmPart): Tokens {
  const shape = ["batch", "tokens"];
  const cut = (name: string): string => {
    const whole = graph.input({ name, type: "int64", shape });
    return graph.add("Slice", [whole, graph.integers(0), graph.integers(maxLength), graph.integers(1)]);
  };
  const [ids, mask] = [cut("input_ids"), cut("attention_mask")];
  if (readPadding) {
    const length = graph.add("Shape", [ids], { start: 1, end: 2 });
    const missing = graph.add("Sub", [graph.integers(maxLength), length]);
    const pads = graph.add("Concat", [graph.integers(0, 0, 0), missing], { axis: 0 });
    // The id of padding is 0, here and in the rows of the caller.
    const padded = graph.add("Pad", [graph.add("Mul", [ids, mask]), pads]);
    return { ids: timeFirst(graph, padded) };
  }
  // A column of padding: no row and no batch is then without time.
  const widen = (name: string): string => graph.add("Pad", [name, graph.integers(0, 0, 0, 1)]);
  const wideMask = widen(mask);
  const count = graph.add("ReduceSum", [wideMask, graph.integers(1)], { keepdims: 0 });
  const lengths = graph.add("Cast", [count], { to: DATA_TYPES.int32 });
  const isReal = graph.add("Cast", [timeFirst(graph, wideMask)], { to: DATA_TYPES.bool });
  return {
    ids: timeFirst(graph, widen(ids)),
    real: {
      mask: graph.add("Unsqueeze", [isReal, graph.integers(2)]),
      lengths: graph.add("Max", [lengths, graph.scalar("int32", 1)]),
      some: graph.add("Cast", [graph.add("Unsqueeze", [count, graph.integers(1)])], { to: DATA_TYPES.bool }),
    },
  };
}

/** From `[B, T]` to `[T, B]`. */
function timeFirst(graph: Graph, name: string): string {
  return graph.add("Transpose", [name], { perm: [1, 0] });
}

/** From states `[T, B, DH]`, or last states `[B, DH]`, to `[B, DH]`, which is 0 for a text without a token. */
function pool(graph: Graph, x: string, { real }: Tokens, pooling: "last" | "mean" | "max"): string {
  const zero = (): string => graph.scalar("float32", 0);
  if (pooling === "last") return real ? graph.add("Where", [real.some, x, zero()]) : x;
  if (pooling === "max") {
    const states = real ? graph.add("Where", [real.mask, x, graph.scalar("float32", LOWEST)]) : x;
    const highest = graph.add("ReduceMax", [states], { axes: [0], keepdims: 0 });
    return real ? graph.add("Where", [real.some, highest, zero()]) : highest;
  }
  if (!real) return graph.add("ReduceMean", [x], { axes: [0], keepdims: 0 });
  const states = graph.add("Where", [real.mask, x, zero()]);
  const sum = graph.add("ReduceSum", [states, graph.integers(0)], { keepdims: 0 });
  const lengths = graph.add("Cast", [real.lengths], { to: DATA_TYPES.float32 });
  return graph.add("Div", [sum, graph.add("Unsqueeze", [lengths, graph.integers(1)])]);
}
