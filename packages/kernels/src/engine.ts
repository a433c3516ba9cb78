// The entry without TensorFlow.js, for what answers and does not learn. Engines are those of a page: WebAssembly.

export { NewsclfError, type NewsclfErrorDetails } from "@newsclf-internal/errors";
export type { Activation, PackedLayout, PoolMode } from "./contract.ts";
export type { Engine, Values } from "./engines/engine.ts";
export { type EngineFiles, setEngineFiles } from "./engines/engine-files.ts";
export { EngineOps, type Matrix } from "./engines/engine-ops.ts";
export { type EngineName, type LoadedEngine, loadEngine } from "./engines/load-engine.ts";
export type { DenseWeights, LayerOps, LstmOptions, LstmWeights } from "./layer-ops.ts";
export { type DistinctTokens, distinctTokens } from "./ops/distinct-tokens.ts";
export { type PackedSequence, packedLayout, packSequence, type RaggedTokens } from "./ops/packed-sequence.ts";
export { deriveSeed, hash32 } from "./random.ts";
