// What both entries export.

export { type AdamWAttrs, type AdamWSlots, adamW } from "./adam-w.ts";
export { type EngineInfo, type EngineName, selectEngine } from "./backend/engines.ts";
export { type Activation, concatColumns, type DenseParams, dense } from "./dense.ts";
export { type DistinctTokens, distinctTokens } from "./distinct-tokens.ts";
export { dropout } from "./dropout.ts";
export { embedding } from "./embedding.ts";
export {
  disposeGradient,
  type Gradient,
  isRowSparse,
  type RowSparseGradient,
  squaredNorm,
  toDense,
  type ValueAndGradients,
  valueAndGradients,
} from "./gradients.ts";
export { type LstmOptions, type LstmParams, lstm } from "./lstm.ts";
export {
  type PackedLayout,
  type PackedSequence,
  packedLayout,
  packSequence,
  type RaggedTokens,
} from "./packed-sequence.ts";
export { deriveSeed, hash32 } from "./random.ts";
export { registerReferenceKernels } from "./reference/index.ts";
export { type PoolMode, sequencePool } from "./sequence-pool.ts";
export { softmaxCrossEntropy } from "./softmax-cross-entropy.ts";
