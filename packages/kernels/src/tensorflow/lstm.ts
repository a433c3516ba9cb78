// The LSTM and its gradient as one op of TensorFlow's each: BlockLSTMV2 and BlockLSTMGradV2.
//
// Both take padded batches; the gates are in Keras' order. A padded step does not reach the result: it comes after all
// steps that count, and the gradients that enter it are zero.

import * as tf from "@tensorflow/tfjs-core";
import type { LstmGradKernel, LstmKernel } from "../lstm.ts";
import { lstmBackward, lstmForward } from "../reference/lstm.ts";
import { execute } from "./_execute.ts";
import { TimeMajor } from "./_time-major.ts";

/** Outputs hidden states `[N, H]`, then for the gradient i, f, o, g, tanh(c) and h `[6, T, B, H]`, and c `[T, B, H]`. */
export const blockLstm: LstmKernel = (args) => {
  const { inputs, attrs, backend } = args;
  if (attrs.layout.numTokens === 0) return lstmForward(args);
  return tf.tidy(() => {
    const { x, kernel, recurrentKernel, bias } = inputs as Record<keyof typeof inputs, tf.Tensor2D>;
    const timeMajor = new TimeMajor(attrs);
    const [i, cells, f, o, g, tanhCells, hidden] = execute(backend, {
      name: "BlockLSTMV2",
      attrs: { T: "float32", cell_clip: 0, use_peephole: false },
      int64: timeMajor.numSteps,
      inputs: [
        timeMajor.pad(x),
        ...initialState(timeMajor, recurrentKernel),
        ...weights(kernel, recurrentKernel, bias),
      ],
      numOutputs: 7,
    }) as tf.Tensor3D[];
    return [timeMajor.pack(hidden!), tf.stack([i!, f!, o!, g!, tanhCells!, hidden!]), cells!];
  });
};

export const blockLstmGrad: LstmGradKernel = (args) => {
  const { inputs, attrs, backend } = args;
  if (attrs.layout.numTokens === 0) return lstmBackward(args);
  return tf.tidy(() => {
    const { dy, x, gates, cells, kernel, recurrentKernel } = inputs as Record<keyof typeof inputs, tf.Tensor2D>;
    const timeMajor = new TimeMajor(attrs);
    const [inputSize, numUnits] = [x.shape[1], recurrentKernel.shape[0]];
    const [i, f, o, g, tanhCells, hidden] = tf.unstack(gates);
    const noBias = tf.zeros([4 * numUnits]);
    const [dx, , , dWeights, , , , dBias] = execute(backend, {
      name: "BlockLSTMGradV2",
      attrs: { T: "float32", use_peephole: false },
      int64: timeMajor.numSteps,
      inputs: [
        ...[timeMajor.pad(x), ...initialState(timeMajor, recurrentKernel)],
        ...weights(kernel, recurrentKernel, noBias),
        ...[i!, cells, f!, o!, g!, tanhCells!, hidden!],
        ...[tf.zerosLike(cells), timeMajor.pad(dy)],
      ],
      numOutputs: 8,
    });
    const [dKernel, dRecurrentKernel] = tf.split(dWeights!, [inputSize, numUnits], 0);
    return [timeMajor.pack(dx as tf.Tensor3D), dKernel!, dRecurrentKernel!, dBias!];
  });
};

/** Cell and hidden state before the first step, `[B, H]` each. */
function initialState({ batchSize }: TimeMajor, recurrentKernel: tf.Tensor2D): tf.Tensor[] {
  const zeros = tf.zeros([batchSize, recurrentKernel.shape[0]]);
  return [zeros, zeros];
}

/** Both kernels as one `[I + H, 4H]`, the unused peepholes of i, f and o `[H]`, and the bias. */
function weights(kernel: tf.Tensor2D, recurrentKernel: tf.Tensor2D, bias: tf.Tensor): tf.Tensor[] {
  const peephole = tf.zeros([recurrentKernel.shape[0]]);
  return [tf.concat([kernel, recurrentKernel], 0), peephole, peephole, peephole, bias];
}
