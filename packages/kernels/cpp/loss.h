// Softmax cross-entropy and the squared norm: reductions to one number, in float64 and in a fixed order.
#pragma once
#include "activations.h"
#include "generated/operations.h"
#include "host.h"

namespace {

/**
 * Natural logarithm of a normal x > 0: x = m * 2^e with m near 1, and ln m = 2 artanh((m - 1)/(m + 1)) to 1e-15. NaN
 * gives NaN.
 */
inline double logarithm(double x) {
  if (!(x < 1e300)) return x;
  __INT64_TYPE__ bits;
  __builtin_memcpy(&bits, &x, 8);
  const __INT64_TYPE__ exponent = ((bits - 0x3fe6a09e667f3bcd) >> 52);
  bits -= exponent << 52;
  double m;
  __builtin_memcpy(&m, &bits, 8);
  const double s = (m - 1) / (m + 1), square = s * s;
  double sum = 0;
  for (int k = 19; k >= 1; k -= 2) sum = sum * square + 1.0 / k;
  return 2 * s * sum + (double)exponent * 0.693147180559945309417;
}

/** Buffers logits `[B, C]`, labels `[B]` -> mean loss `[1]`, its gradient `[B, C]`. */
inline void softmaxCrossEntropy(Args& args, const SoftmaxCrossEntropyScalars& scalars) {
  const Index numRows = scalars.numRows, numClasses = scalars.numClasses;
  const double size = (double)numRows * (double)numClasses;
  const float* logits = args.floats(0, size);
  const i32* labels = args.ints(1, (double)numRows);
  float *loss = args.floats(2, 1), *gradient = args.floats(3, size);
  if (args.failed()) return;
  double total = 0;
  for (Index b = 0; b < numRows; b++) {
    const i32 label = labels[b];
    if (label < 0 || label >= numClasses) return args.fail("labels: expected classes");
    const float* z = logits + b * numClasses;
    float* out = gradient + b * numClasses;
    float largest = z[0];
    for (Index c = 1; c < numClasses; c++) largest = z[c] > largest ? z[c] : largest;
    double sum = 0;
    forVectors(numClasses, [&](Index c, Index count) {
      const Floats e = exp(load(z + c, count) - largest);
      store(out + c, e, count);
      for (Index i = 0; i < count; i++) sum += e[i];
    });
    total += logarithm(sum) + ((double)largest - (double)z[label]);
    for (Index c = 0; c < numClasses; c++) {
      const double probability = (double)out[c] / sum;
      out[c] = (float)((probability - (c == label ? 1 : 0)) / (double)numRows);
    }
  }
  loss[0] = (float)(total / (double)numRows);
}

/** Buffers x -> Σ x² `[1]`. */
inline void squaredNorm(Args& args, const SquaredNormScalars& scalars) {
  constexpr Index CHUNK = 4096;
  const Index size = scalars.size;
  const float* x = args.floats(0, (double)size);
  float* out = args.floats(1, 1);
  if (args.failed()) return;
  const Index numChunks = (size + CHUNK - 1) / CHUNK;
  Scratch scratch(8.0 * (double)numChunks + 64);
  if (scratch.failed()) return args.fail("out of memory");
  double* partial = scratch.take<double>(numChunks);
  const int parts = partsFor((double)size, 32768);
  parallel(parts, [=](int part) {
    const Range range = share(numChunks, 1, part, parts);
    for (Index chunk = range.begin; chunk < range.end; chunk++) {
      Floats sums{};
      const Index begin = chunk * CHUNK;
      forVectors(smaller(CHUNK, size - begin), [&](Index i, Index count) {
        const Floats v = load(x + begin + i, count);
        sums += v * v;
      });
      partial[chunk] = 0;
      for (int i = 0; i < WIDTH; i++) partial[chunk] += (double)sums[i];
    }
  });
  double total = 0;
  for (Index chunk = 0; chunk < numChunks; chunk++) total += partial[chunk];
  out[0] = (float)total;
}

}  // namespace
