// The ops of layers on tensors, each with its gradient.

import type * as tf from "@tensorflow/tfjs-core";
import { concatColumns, dense } from "../ops/dense.ts";
import { dropout } from "../ops/dropout.ts";
import { embedding } from "../ops/embedding.ts";
import { lstm } from "../ops/lstm.ts";
import { sequencePool } from "../ops/sequence-pool.ts";
import type { LayerOps } from "./layer-ops.ts";

export const tensorOps: LayerOps<tf.Tensor> = { embedding, lstm, sequencePool, dense, concatColumns, dropout };
