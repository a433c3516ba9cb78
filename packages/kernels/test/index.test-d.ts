import type * as tf from "@tensorflow/tfjs-core";
import { expectTypeOf } from "vitest";
import {
  adamW,
  deriveSeed,
  type EngineInfo,
  embedding,
  type Gradient,
  isRowSparse,
  type LstmOptions,
  lstm,
  type PackedLayout,
  packSequence,
  type RaggedTokens,
  selectEngine,
  sequencePool,
  valueAndGradients,
} from "../src/index.ts";

expectTypeOf(selectEngine).returns.resolves.toEqualTypeOf<EngineInfo>();
expectTypeOf(packSequence(new Int32Array(), new Int32Array()).layout).toEqualTypeOf<PackedLayout>();
expectTypeOf(embedding).returns.toEqualTypeOf<tf.Tensor2D>();
expectTypeOf<RaggedTokens>().toEqualTypeOf<{ readonly tokenIds: Int32Array; readonly offsets: Int32Array }>();
expectTypeOf(lstm).parameter(3).toEqualTypeOf<LstmOptions | undefined>();
expectTypeOf<LstmOptions>().toExtend<{ readonly reverse?: boolean }>();
expectTypeOf(deriveSeed).parameters.toEqualTypeOf<[seed: number, purpose: string, ...counters: number[]]>();
expectTypeOf(lstm).returns.toEqualTypeOf<tf.Tensor2D>();
expectTypeOf(sequencePool).parameter(2).toEqualTypeOf<"last" | "first" | "mean" | "max">();
expectTypeOf(valueAndGradients).returns.toHaveProperty("gradients").toEqualTypeOf<Gradient[]>();
expectTypeOf(adamW).parameter(1).toEqualTypeOf<Gradient>();

declare const gradient: Gradient;
if (isRowSparse(gradient)) expectTypeOf(gradient.rows).toEqualTypeOf<Int32Array>();
else expectTypeOf(gradient).toEqualTypeOf<tf.Tensor>();
