import type * as tf from "@tensorflow/tfjs-core";
import { expectTypeOf } from "vitest";
import {
  adamW,
  type EngineInfo,
  embedding,
  type Gradient,
  isRowSparse,
  lstm,
  type PackedLayout,
  packSequence,
  selectEngine,
  sequencePool,
  valueAndGradients,
} from "../src/index.ts";

expectTypeOf(selectEngine).returns.resolves.toEqualTypeOf<EngineInfo>();
expectTypeOf(packSequence(new Int32Array(), new Int32Array()).layout).toEqualTypeOf<PackedLayout>();
expectTypeOf(embedding).returns.toEqualTypeOf<tf.Tensor2D>();
expectTypeOf(lstm).returns.toEqualTypeOf<tf.Tensor2D>();
expectTypeOf(sequencePool).parameter(2).toEqualTypeOf<"last" | "first" | "mean" | "max">();
expectTypeOf(valueAndGradients).returns.toHaveProperty("gradients").toEqualTypeOf<Gradient[]>();
expectTypeOf(adamW).parameter(1).toEqualTypeOf<Gradient>();

declare const gradient: Gradient;
if (isRowSparse(gradient)) expectTypeOf(gradient.rows).toEqualTypeOf<Int32Array>();
else expectTypeOf(gradient).toEqualTypeOf<tf.Tensor>();
