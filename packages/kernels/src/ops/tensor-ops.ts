// The ops of layers on tensors, each with its gradient.

import type * as tf from "@tensorflow/tfjs-core";
import type { LayerOps } from "../layer-ops.ts";
import { concatColumns, dense } from "./dense.ts";
import { dropout } from "./dropout.ts";
import { embedding } from "./embedding.ts";
import { lstm } from "./lstm.ts";
import { sequencePool } from "./sequence-pool.ts";

export const tensorOps: LayerOps<tf.Tensor> = { embedding, lstm, sequencePool, dense, concatColumns, dropout };
