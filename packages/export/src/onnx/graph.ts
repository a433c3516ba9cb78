// An ONNX graph under construction: nodes in the order in which they run, and what they read beside each other's outputs.

import { bytes, concatBytes } from "@newsclf-internal/protobuf";
import {
  type Attribute,
  encodeNode,
  encodeTensor,
  encodeValueInfo,
  GRAPH,
  type Tensor,
  type ValueInfo,
} from "./messages.ts";

/** An array with the name that it has in the model. */
export interface Weight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

export class Graph {
  readonly #fields: Uint8Array[] = [];
  readonly #constants = new Set<string>();
  #numNodes = 0;

  /** Declares an input. @returns Its name. */
  input(info: ValueInfo): string {
    this.#fields.push(bytes(GRAPH.input, encodeValueInfo(info)));
    return info.name;
  }

  /** @returns The name of the node's output. */
  add(type: string, inputs: readonly string[], attributes: Readonly<Record<string, Attribute>> = {}): string {
    return this.addTo(0, type, inputs, attributes);
  }

  /** The same for a node of which only the output number `position` is used. */
  addTo(
    position: number,
    type: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, Attribute>>,
  ): string {
    const name = `${type}_${this.#numNodes++}`;
    const outputs = [...Array.from({ length: position }, () => ""), name];
    this.#fields.push(bytes(GRAPH.node, encodeNode(type, name, inputs, outputs, attributes)));
    return name;
  }

  /** @returns The weight's name. */
  weight({ name, shape, values }: Weight): string {
    return this.#constant(name, { type: "float32", shape, values });
  }

  /** A list of integers, such as a shape or axes. @returns Its name. */
  integers(...values: readonly number[]): string {
    return this.#constant(`integers_${values.join("_")}`, { type: "int64", shape: [values.length], values });
  }

  /** One number without axes. @returns Its name. */
  scalar(type: Tensor["type"], value: number): string {
    return this.#constant(`${type}_${value}`, { type, shape: [], values: [value] });
  }

  /** `GraphProto`. @param result - The value that becomes the graph's output. */
  finish(name: string, result: string, output: ValueInfo): Uint8Array {
    const last = encodeNode("Identity", output.name, [result], [output.name], {});
    return concatBytes([
      ...this.#fields,
      bytes(GRAPH.node, last),
      bytes(GRAPH.name, name),
      bytes(GRAPH.output, encodeValueInfo(output)),
    ]);
  }

  #constant(name: string, tensor: Tensor): string {
    if (this.#constants.has(name)) return name;
    this.#constants.add(name);
    this.#fields.push(bytes(GRAPH.initializer, encodeTensor(name, tensor)));
    return name;
  }
}
