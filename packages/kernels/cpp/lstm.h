// The LSTM over a packed batch, forward and backward. Shapes: N tokens, I inputs, H units.
//
// Hochreiter & Schmidhuber 1997, with the forget gate of Gers et al. 2000, gates in the order i, f, g, o:
//
//   [i f g o] = [σ σ tanh σ](x·W + hPrev·U + b)      c = f*cPrev + i*g      h = o*tanh(c)
//
// Backpropagation through time (Graves 2012, section 4.6, without peepholes). At each token, from the last that was
// read to the first, with dh = dL/dh through the output and through the next token, and dc likewise:
//
//   L depends on c through h and through the next cell:   dc = dcNext*fNext + dh*o*(1 - tanh²(c))
//   scores z = x·W + hPrev·U + b, σ' = σ(1 - σ), tanh' = 1 - tanh²:
//     dz_i = dc*g*i(1 - i)    dz_f = dc*cPrev*f(1 - f)    dz_g = dc*i*(1 - g²)    dz_o = dh*tanh(c)*o(1 - o)
//   dhPrev = dz·Uᵀ
//
// and for all tokens at once: dx = dz·Wᵀ, dW = xᵀ·dz, dU = hPrevᵀ·dz, db = Σ dz.
//
// x·W needs no recurrence, so it is one product for all tokens, or for all distinct ones if tokens share rows of x;
// only the products with U and Uᵀ go token by token. There each thread walks its own sequences through all timesteps,
// without waiting for the others.
#pragma once
#include "activations.h"
#include "layout.h"
#include "product.h"
#include "rows.h"

namespace {

struct LstmShape : LstmScalars {
  Layout layout;
  /** `[N]`, the row of x that each token reads; null if token n reads row n. */
  const i32* rowIndex;

  /** The timestep read before t. */
  Index before(Index t) const { return reverse ? t + 1 : t - 1; }
  /** The k-th timestep in reading order. */
  Index at(Index k) const { return reverse ? layout.numSteps - 1 - k : k; }
};

/** Turns one token's scores `[4H]` into gates and writes its cell and hidden state. `cellBefore` may be null: zeros. */
inline void lstmCell(Index units, float* gates, const float* cellBefore, float* cell, float* hidden) {
  forVectors(units, [=](Index j, Index count) {
    float *pi = gates + j, *pf = pi + units, *pg = pf + units, *po = pg + units;
    const Floats i = sigmoid(load(pi, count)), f = sigmoid(load(pf, count));
    const Floats g = tanh(load(pg, count)), o = sigmoid(load(po, count));
    const Floats before = cellBefore != nullptr ? load(cellBefore + j, count) : Floats{};
    const Floats c = f * before + i * g;
    store(pi, i, count);
    store(pf, f, count);
    store(pg, g, count);
    store(po, o, count);
    store(cell + j, c, count);
    store(hidden + j, o * tanh(c), count);
  });
}

/** The gradient of `lstmCell`: reads dh = dy + dHidden and dCell, writes dScores `[4H]` and dCell of the token before. */
inline void lstmCellGradient(Index units, const float* gates, const float* cellBefore, const float* cell,
                             const float* dy, const float* dHidden, float* dCell, float* dScores) {
  forVectors(units, [=](Index j, Index count) {
    const Floats i = load(gates + j, count), f = load(gates + units + j, count);
    const Floats g = load(gates + 2 * units + j, count), o = load(gates + 3 * units + j, count);
    const Floats before = cellBefore != nullptr ? load(cellBefore + j, count) : Floats{};
    const Floats tanhCell = tanh(load(cell + j, count));
    const Floats dh = flush(load(dy + j, count) + load(dHidden + j, count));
    const Floats dc = load(dCell + j, count) + dh * o * (1.0f - tanhCell * tanhCell);
    store(dScores + j, flush(dc * g * i * (1.0f - i)), count);
    store(dScores + units + j, flush(dc * before * f * (1.0f - f)), count);
    store(dScores + 2 * units + j, flush(dc * i * (1.0f - g * g)), count);
    store(dScores + 3 * units + j, flush(dh * tanhCell * o * (1.0f - o)), count);
    store(dCell + j, flush(dc * f), count);
  });
}

/** Buffers offsets and, as number `rowIndex`, the row index: N = R without one. */
inline LstmShape lstmShape(Args& args, const LstmScalars& scalars, int rowIndex) {
  const Index numTokens = scalars.numTokens, numRows = scalars.numRows;
  LstmShape s{scalars, layoutFrom(args, 0, numTokens), nullptr};
  // Else sizes of 0 would let the other sizes be larger than any memory.
  if (s.inputSize == 0 || s.units == 0) args.fail("lstm: expected at least one input and one unit");
  if (!args.has(rowIndex)) {
    if (numRows != numTokens) args.fail("x: expected a row a token");
    return s;
  }
  s.rowIndex = args.ints(rowIndex, (double)numTokens);
  for (Index n = 0; !args.failed() && n < numTokens; n++) {
    if (s.rowIndex[n] < 0 || s.rowIndex[n] >= numRows) args.fail("rowIndex: expected rows of x");
  }
  return s;
}

/** Buffers, after offsets: x `[R, I]`, W, U, b -> y `[N, H]`, gates `[N, 4H]`, cells `[N, H]`; then the row index. */
inline void lstm(Args& args, const LstmScalars& scalars) {
  const LstmShape s = lstmShape(args, scalars, 8);
  const double N = (double)s.numTokens, R = (double)s.numRows, I = (double)s.inputSize, H = (double)s.units;
  const float *x = args.floats(1, R * I), *kernel = args.floats(2, I * 4 * H);
  const float *recurrentKernel = args.floats(3, H * 4 * H), *bias = args.floats(4, 4 * H);
  float *y = args.floats(5, N * H), *gates = args.floats(6, N * 4 * H), *cells = args.floats(7, N * H);
  if (args.failed() || s.numTokens == 0) return;
  const Index units = s.units, width = 4 * units;
  const int parts = (int)smaller(partsFor(N * H, 2048), s.layout.numSequences());
  Scratch scratch(4.0 * ((double)(packedSize(width, units) + productScratch()) + (s.rowIndex ? R * 4 * H : 0)) + 256);
  if (scratch.failed()) return args.fail("out of memory");
  float* packedU = scratch.take<float>(packedSize(width, units));
  float* projected = s.rowIndex != nullptr ? scratch.take<float>(s.numRows * width) : gates;
  product({.numRows = s.numRows, .numColumns = width, .depth = s.inputSize, .a = rowMajor(x, s.inputSize),
           .b = rowMajor(kernel, width), .c = projected, .bias = bias},
          scratch.take<float>(productScratch()));
  packColumns(rowMajor(recurrentKernel, width), {0, units}, {0, width}, packedU, nullptr);
  parallel(parts, [&](int part) {
    const Range mine = sequencesOf(s.layout, part, parts);
    for (Index k = 0; k < s.layout.numSteps; k++) {
      const Index t = s.at(k), numRows = s.layout.active(mine, t);
      const Index first = s.layout.offsets[t] + mine.begin;
      const Index numBefore = smaller(numRows, s.layout.active(mine, s.before(t)));
      const Index firstBefore = numBefore > 0 ? s.layout.offsets[s.before(t)] + mine.begin : 0;
      for (Index row = first; s.rowIndex != nullptr && row < first + numRows; row++) {
        __builtin_memcpy(gates + row * width, projected + s.rowIndex[row] * width, width * sizeof(float));
      }
      smallProduct(numBefore, width, units, y + firstBefore * units, units, packedU, gates + first * width, width,
                   Into::SUM);
      for (Index b = 0; b < numRows; b++) {
        const float* before = b < numBefore ? cells + (firstBefore + b) * units : nullptr;
        const Index row = first + b;
        lstmCell(units, gates + row * width, before, cells + row * units, y + row * units);
      }
    }
  });
}

/** Buffers, after offsets: dy, x, y, gates, cells, W, U -> dx `[R, I]`, dW, dU, db; then the row index. */
inline void lstmGradient(Args& args, const LstmGradientScalars& scalars) {
  const LstmShape s = lstmShape(args, scalars, 12);
  const double N = (double)s.numTokens, R = (double)s.numRows, I = (double)s.inputSize, H = (double)s.units;
  const float *dy = args.floats(1, N * H), *x = args.floats(2, R * I), *y = args.floats(3, N * H);
  const float *gates = args.floats(4, N * 4 * H), *cells = args.floats(5, N * H);
  const float *kernel = args.floats(6, I * 4 * H), *recurrentKernel = args.floats(7, H * 4 * H);
  float *dx = args.floats(8, R * I), *dKernel = args.floats(9, I * 4 * H);
  float *dRecurrentKernel = args.floats(10, H * 4 * H), *dBias = args.floats(11, 4 * H);
  if (args.failed()) return;
  const Index units = s.units, width = 4 * units, numTokens = s.numTokens;
  const Index numSequences = s.layout.numSequences();
  const int parts = (int)smaller(partsFor(N * H, 2048), s.layout.numSequences());
  Scratch scratch(4 * (N * 4 * H + N + 2 * (double)numSequences * H + (s.rowIndex ? R * 4 * H : 0) +
                       (double)(packedSize(units, width) + productScratch())) + 512);
  if (scratch.failed()) return args.fail("out of memory");
  float* dScores = scratch.take<float>(numTokens * width);
  float* dHidden = scratch.take<float>(numSequences * units);
  float* dCell = scratch.take<float>(numSequences * units);
  float* packedU = scratch.take<float>(packedSize(units, width));
  i32* rowBefore = scratch.take<i32>(numTokens);
  float* work = scratch.take<float>(productScratch());
  packColumns(transposed(recurrentKernel, width), {0, width}, {0, units}, packedU, nullptr);
  parallel(parts, [&](int part) {
    const Range mine = sequencesOf(s.layout, part, parts);
    for (Index i = mine.begin * units; i < mine.end * units; i++) dHidden[i] = dCell[i] = 0;
    float* dHiddenMine = dHidden + mine.begin * units;
    for (Index k = s.layout.numSteps - 1; k >= 0; k--) {
      const Index t = s.at(k), numRows = s.layout.active(mine, t);
      const Index first = s.layout.offsets[t] + mine.begin;
      const Index numBefore = smaller(numRows, s.layout.active(mine, s.before(t)));
      const Index firstBefore = numBefore > 0 ? s.layout.offsets[s.before(t)] + mine.begin : 0;
      for (Index b = 0; b < numRows; b++) {
        const Index row = first + b;
        rowBefore[row] = b < numBefore ? (i32)(firstBefore + b) : -1;
        const float* before = b < numBefore ? cells + (firstBefore + b) * units : nullptr;
        lstmCellGradient(units, gates + row * width, before, cells + row * units, dy + row * units,
                         dHiddenMine + b * units, dCell + (mine.begin + b) * units, dScores + row * width);
      }
      smallProduct(numBefore, units, width, dScores + first * width, width, packedU, dHiddenMine, units, Into::EMPTY);
    }
  });
  // Tokens that read the same row of x have the same x·W: their gradients are summed before any product.
  float* dProjected = dScores;
  if (s.rowIndex != nullptr) {
    dProjected = scratch.take<float>(s.numRows * width);
    sumRows(dScores, s.rowIndex, numTokens, width, dProjected, s.numRows);
  }
  product({.numRows = s.numRows, .numColumns = s.inputSize, .depth = width, .a = rowMajor(dProjected, width),
           .b = transposed(kernel, width), .c = dx}, work);
  product({.numRows = s.inputSize, .numColumns = width, .depth = s.numRows, .a = transposed(x, s.inputSize),
           .b = rowMajor(dProjected, width), .c = dKernel, .columnSums = dBias}, work);
  product({.numRows = units, .numColumns = width, .depth = numTokens, .a = transposed(y, units),
           .b = rowMajor(dScores, width), .c = dRecurrentKernel, .columnIndex = rowBefore}, work);
}

}  // namespace
