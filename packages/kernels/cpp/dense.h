// A dense layer: y = activation(x·W + b), and plain matrix products. Shapes: B rows, I inputs, O outputs.
#pragma once
#include "generated/operations.h"
#include "product.h"

namespace {

/** Buffers x, W, b -> y `[B, O]`. */
inline void dense(Args& args, const DenseScalars& scalars) {
  const Index numRows = scalars.numRows, inputs = scalars.inputSize, outputs = scalars.outputSize;
  const double B = (double)numRows, I = (double)inputs, O = (double)outputs;
  const float *x = args.floats(0, B * I), *kernel = args.floats(1, I * O), *bias = args.floats(2, O);
  float* y = args.floats(3, B * O);
  if (args.failed()) return;
  Scratch scratch(4.0 * (double)productScratch());
  if (scratch.failed()) return args.fail("out of memory");
  product({.numRows = numRows, .numColumns = outputs, .depth = inputs, .a = rowMajor(x, inputs),
           .b = rowMajor(kernel, outputs), .c = y, .bias = bias}, scratch.take<float>(productScratch()));
  if (scalars.activation != Activation::RELU) return;
  // NaN stays NaN.
  for (Index i = 0; i < numRows * outputs; i++) y[i] = y[i] < 0 ? 0 : y[i];
}

/** Buffers dy, x, y, W -> dx, dW, db. */
inline void denseGradient(Args& args, const DenseGradientScalars& scalars) {
  const Index numRows = scalars.numRows, inputs = scalars.inputSize, outputs = scalars.outputSize;
  const bool relu = scalars.activation == Activation::RELU;
  const double B = (double)numRows, I = (double)inputs, O = (double)outputs;
  const float *dy = args.floats(0, B * O), *x = args.floats(1, B * I), *y = args.floats(2, B * O);
  const float* kernel = args.floats(3, I * O);
  float *dx = args.floats(4, B * I), *dKernel = args.floats(5, I * O), *dBias = args.floats(6, O);
  if (args.failed()) return;
  Scratch scratch(4.0 * ((relu ? B * O : 0) + (double)productScratch()) + 128);
  if (scratch.failed()) return args.fail("out of memory");
  float* work = scratch.take<float>(productScratch());
  const float* dScores = dy;
  if (relu) {
    float* passed = scratch.take<float>(numRows * outputs);
    // Where y is NaN too: zeros would hide it.
    for (Index i = 0; i < numRows * outputs; i++) passed[i] = y[i] <= 0 ? 0 : dy[i];
    dScores = passed;
  }
  product({.numRows = numRows, .numColumns = inputs, .depth = outputs, .a = rowMajor(dScores, outputs),
           .b = transposed(kernel, outputs), .c = dx}, work);
  product({.numRows = inputs, .numColumns = outputs, .depth = numRows, .a = transposed(x, inputs),
           .b = rowMajor(dScores, outputs), .c = dKernel, .columnSums = dBias}, work);
}

/** Buffers a, b -> c, rows by columns. */
inline void matMul(Args& args, const MatMulScalars& scalars) {
  const Index rows = scalars.numRows, columns = scalars.numColumns, depth = scalars.depth;
  const float* a = args.floats(0, (double)rows * (double)depth);
  const float* b = args.floats(1, (double)depth * (double)columns);
  float* c = args.floats(2, (double)rows * (double)columns);
  if (args.failed()) return;
  Scratch scratch(4.0 * (double)productScratch());
  if (scratch.failed()) return args.fail("out of memory");
  product({.numRows = rows, .numColumns = columns, .depth = depth,
           .a = scalars.transposeA ? transposed(a, rows) : rowMajor(a, depth),
           .b = scalars.transposeB ? transposed(b, depth) : rowMajor(b, columns), .c = c},
          scratch.take<float>(productScratch()));
}

}  // namespace
