// A dense layer: y = activation(x·W + b), and plain matrix products. Shapes: B rows, I inputs, O outputs.
#pragma once
#include "args.h"
#include "product.h"

namespace {

/** Scalars B, I, O, relu. Buffers x, W, b -> y `[B, O]`. */
inline void dense(Args& args) {
  const Index numRows = args.size(0), inputs = args.size(1), outputs = args.size(2);
  const bool relu = args.flag(3);
  const double B = (double)numRows, I = (double)inputs, O = (double)outputs;
  const float *x = args.floats(0, B * I), *kernel = args.floats(1, I * O), *bias = args.floats(2, O);
  float* y = args.floats(3, B * O);
  if (args.failed()) return;
  Scratch scratch(4.0 * (double)productScratch());
  if (scratch.failed()) return args.fail("out of memory");
  product({.numRows = numRows, .numColumns = outputs, .depth = inputs, .a = rowMajor(x, inputs),
           .b = rowMajor(kernel, outputs), .c = y, .bias = bias}, scratch.take<float>(productScratch()));
  if (!relu) return;
  // NaN stays NaN.
  for (Index i = 0; i < numRows * outputs; i++) y[i] = y[i] < 0 ? 0 : y[i];
}

/** Scalars as above. Buffers dy, x, y, W -> dx, dW, db. */
inline void denseGradient(Args& args) {
  const Index numRows = args.size(0), inputs = args.size(1), outputs = args.size(2);
  const bool relu = args.flag(3);
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

/** Scalars M, N, K, transposeA, transposeB. Buffers a, b -> c `[M, N]`. */
inline void matMul(Args& args) {
  const Index rows = args.size(0), columns = args.size(1), depth = args.size(2);
  const bool transposeA = args.flag(3), transposeB = args.flag(4);
  const float* a = args.floats(0, (double)rows * (double)depth);
  const float* b = args.floats(1, (double)depth * (double)columns);
  float* c = args.floats(2, (double)rows * (double)columns);
  if (args.failed()) return;
  Scratch scratch(4.0 * (double)productScratch());
  if (scratch.failed()) return args.fail("out of memory");
  product({.numRows = rows, .numColumns = columns, .depth = depth,
           .a = transposeA ? transposed(a, rows) : rowMajor(a, depth),
           .b = transposeB ? transposed(b, depth) : rowMajor(b, columns), .c = c},
          scratch.take<float>(productScratch()));
}

}  // namespace
