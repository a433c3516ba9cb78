// The kernels of an engine's backend: shapes here, work in cpp/.

import type {
  AdamWKernel,
  DenseGradKernel,
  DenseKernel,
  DropoutKernel,
  Kernels,
  LstmGradKernel,
  LstmKernel,
  RowSumKernel,
  SequencePoolGradKernel,
  SequencePoolKernel,
  SoftmaxCrossEntropyKernel,
  SquaredNormKernel,
} from "../contract.ts";
import { keepThreshold } from "../random.ts";
import { engineOf, sizeOf } from "./engine-backend.ts";
import type { Scalars } from "./operations.ts";

const lstmScalars = ({
  inputs,
  attrs,
}: Parameters<LstmKernel>[0] | Parameters<LstmGradKernel>[0]): Scalars<"lstm"> => ({
  numTokens: attrs.layout.numTokens,
  numRows: inputs.x.shape[0]!,
  inputSize: inputs.kernel.shape[0]!,
  units: inputs.recurrentKernel.shape[0]!,
  reverse: attrs.reverse,
});

const lstmForward: LstmKernel = (args) => {
  const { x, kernel, recurrentKernel, bias } = args.inputs;
  const { layout, rowIndex } = args.attrs;
  const backend = engineOf(args);
  const [numTokens, hiddenSize] = [layout.numTokens, recurrentKernel.shape[0]!];
  const y = backend.output([numTokens, hiddenSize]);
  const gates = backend.output([numTokens, 4 * hiddenSize]);
  const cells = backend.output([numTokens, hiddenSize]);
  const buffers = [layout.offsets, x, kernel, recurrentKernel, bias, y, gates, cells, ...(rowIndex ? [rowIndex] : [])];
  backend.run("lstm", buffers, lstmScalars(args));
  return [y, gates, cells];
};

const lstmBackward: LstmGradKernel = (args) => {
  const { dy, x, y, gates, cells, kernel, recurrentKernel } = args.inputs;
  const { layout, rowIndex } = args.attrs;
  const backend = engineOf(args);
  const gradients = [x.shape, kernel.shape, recurrentKernel.shape, [4 * recurrentKernel.shape[0]!]].map((shape) =>
    backend.output(shape),
  );
  const saved = [x, y, gates, cells, kernel, recurrentKernel];
  const buffers = [layout.offsets, dy, ...saved, ...gradients, ...(rowIndex ? [rowIndex] : [])];
  backend.run("lstmGradient", buffers, lstmScalars(args));
  return gradients;
};

const denseForward: DenseKernel = (args) => {
  const { x, kernel, bias } = args.inputs;
  const { activation } = args.attrs;
  const backend = engineOf(args);
  const [numRows, inputSize, outputSize] = [x.shape[0]!, kernel.shape[0]!, kernel.shape[1]!];
  const y = backend.output([numRows, outputSize]);
  backend.run("dense", [x, kernel, bias, y], { numRows, inputSize, outputSize, activation });
  return [y];
};

const denseBackward: DenseGradKernel = (args) => {
  const { dy, x, y, kernel } = args.inputs;
  const { activation } = args.attrs;
  const backend = engineOf(args);
  const [numRows, inputSize, outputSize] = [x.shape[0]!, kernel.shape[0]!, kernel.shape[1]!];
  const gradients = [x.shape, kernel.shape, [outputSize]].map((shape) => backend.output(shape));
  backend.run("denseGradient", [dy, x, y, kernel, ...gradients], { numRows, inputSize, outputSize, activation });
  return gradients;
};

const dropoutForward: DropoutKernel = (args) => {
  const { x } = args.inputs;
  const { seed, rate } = args.attrs;
  const y = engineOf(args).output(x.shape);
  engineOf(args).run("dropout", [x, y], {
    size: sizeOf(x),
    seed,
    threshold: keepThreshold(rate),
    scale: 1 / (1 - rate),
  });
  return [y];
};

const rowSum: RowSumKernel = (args) => {
  const { ids, rows } = args.attrs;
  const { values } = args.inputs;
  const width = values.shape[1]!;
  const sums = engineOf(args).output([rows.length, width]);
  engineOf(args).run("rowSum", [values, ids, rows, sums], { numValues: values.shape[0]!, width });
  return [sums];
};

const poolForward: SequencePoolKernel = (args) => {
  const { layout, mode } = args.attrs;
  const { x } = args.inputs;
  const backend = engineOf(args);
  const [numTokens, width] = [layout.numTokens, x.shape[1]!];
  const shape = [layout.sortedIndices.length, width];
  const outputs = [backend.output(shape)];
  if (mode === "max") outputs.push(backend.output(shape, "int32"));
  backend.run("sequencePool", [layout.offsets, layout.sortedIndices, x, ...outputs], { numTokens, width, mode });
  return outputs;
};

const poolBackward: SequencePoolGradKernel = (args) => {
  const { layout, mode } = args.attrs;
  const { dy, winners } = args.inputs;
  const backend = engineOf(args);
  const [numTokens, width] = [layout.numTokens, dy.shape[1]!];
  const dx = backend.output([numTokens, width]);
  const buffers = [layout.offsets, layout.sortedIndices, dy, dx, ...(winners ? [winners] : [])];
  backend.run("sequencePoolGradient", buffers, { numTokens, width, mode });
  return [dx];
};

const crossEntropy: SoftmaxCrossEntropyKernel = (args) => {
  const { logits } = args.inputs;
  const [numRows, numClasses] = logits.shape as [number, number];
  const outputs = [engineOf(args).output([]), engineOf(args).output(logits.shape)];
  engineOf(args).run("softmaxCrossEntropy", [logits, args.attrs.labels, ...outputs], { numRows, numClasses });
  return outputs;
};

const squaredNorm: SquaredNormKernel = (args) => {
  const norm = engineOf(args).output([]);
  engineOf(args).run("squaredNorm", [args.inputs.x, norm], { size: sizeOf(args.inputs.x) });
  return [norm];
};

const adamW: AdamWKernel = (args) => {
  const { param, m, v, gradient } = args.inputs;
  const { rows, learningRate, beta1, beta2, epsilon, weightDecay, step, gradientScale } = args.attrs;
  const backend = engineOf(args);
  const updated = [param, m, v].map((tensor) => backend.writable(tensor));
  const width = rows === undefined ? 1 : param.shape[1]!;
  backend.run("adamW", [...updated, gradient, ...(rows ? [rows] : [])], {
    numRows: sizeOf(param) / Math.max(width, 1),
    width,
    beta1,
    beta2,
    keep: 1 - learningRate * weightDecay,
    rate: learningRate / (1 - beta1 ** step),
    rootScale: 1 / Math.sqrt(1 - beta2 ** step),
    epsilon,
    gradientScale,
  });
  return updated;
};

export const ENGINE_KERNELS: Kernels = {
  AdamW: adamW,
  Dense: denseForward,
  DenseGrad: denseBackward,
  Dropout: dropoutForward,
  Lstm: lstmForward,
  LstmGrad: lstmBackward,
  RowSum: rowSum,
  SequencePool: poolForward,
  SequencePoolGrad: poolBackward,
  SoftmaxCrossEntropy: crossEntropy,
  SquaredNorm: squaredNorm,
};
