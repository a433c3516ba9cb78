// What both entries export.

export { NewsclfError, type NewsclfErrorDetails } from "@newsclf-internal/errors";
export type { Activation, AdamWAttrs, PackedLayout, PoolMode } from "./contract.ts";
export { type EngineFiles, setEngineFiles } from "./engines/engine-files.ts";
export type { EngineName } from "./engines/load-engine.ts";
export { type EngineInfo, selectEngine } from "./engines/select-engine.ts";
export type { DenseWeights, LayerOps, LstmOptions, LstmWeights } from "./layer-ops/layer-ops.ts";
export { tensorOps } from "./layer-ops/tensor-ops.ts";
export { type AdamWSlots, adamW } from "./ops/adam-w.ts";
export { concatColumns, type DenseParams, dense } from "./ops/dense.ts";
export { type DistinctTokens, distinctTokens } from "./ops/distinct-tokens.ts";
export { dropout } from "./ops/dropout.ts";
export { embedding } from "./ops/embedding.ts";
export {
  addGradients,
  disposeGradient,
  type Gradient,
  isRowSparse,
  type RowSparseGradient,
  squaredNorm,
  toDense,
  type ValueAndGradients,
  valueAndGradients,
} from "./ops/gradients.ts";
export { type LstmParams, lstm } from "./ops/lstm.ts";
export { type PackedSequence, packedLayout, packSequence, type RaggedTokens } from "./ops/packed-sequence.ts";
export { sequencePool } from "./ops/sequence-pool.ts";
export { softmaxCrossEntropy } from "./ops/softmax-cross-entropy.ts";
export { deriveSeed, hash32 } from "./random.ts";
export { registerReferenceKernels } from "./reference/index.ts";
