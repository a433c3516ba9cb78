// Work on one element at a time: dropout, sums of two tensors, and the activations on their own.
#pragma once
#include "activations.h"
#include "generated/operations.h"
#include "host.h"

namespace {

/** hash32 of src/random.ts. */
inline Uints hash32(Uints h) {
  h = (h ^ (h >> 16)) * 0x7feb352du;
  h = (h ^ (h >> 15)) * 0x846ca68bu;
  return h ^ (h >> 16);
}

/** Buffers x -> y: element i times scale if hash(i ^ seed) >= threshold, which is in `0..2^32`. */
inline void dropout(Args& args, const DropoutScalars& scalars) {
  const Index size = scalars.size;
  const double seed = scalars.seed, threshold = scalars.threshold;
  const float scale = (float)scalars.scale;
  const float* x = args.floats(0, (double)size);
  float* y = args.floats(1, (double)size);
  if (args.failed()) return;
  if (!(seed >= 0 && seed < 4294967296.0)) return args.fail("seed: expected a uint32");
  if (!(threshold >= 0 && threshold <= 4294967296.0)) return args.fail("threshold: expected a value in 0..2^32");
  const bool dropAll = threshold == 4294967296.0;
  const u32 key = (u32)seed, limit = dropAll ? ~0u : (u32)threshold;
  Uints lane{};
  for (int i = 0; i < WIDTH; i++) lane[i] = (u32)i;
  parallelElements(size, [=](Index begin, Index end) {
    forVectors(end - begin, [=](Index i, Index count) {
      const Uints hash = hash32((lane + (u32)(begin + i)) ^ key);
      // A product, not a choice, so that NaN stays NaN as in the reference.
      const Floats factor = hash >= (Uints{} + limit) ? splat(dropAll ? 0 : scale) : Floats{};
      store(y + begin + i, load(x + begin + i, count) * factor, count);
    });
  });
}

/** Buffers a, b -> a + b. */
inline void add(Args& args, const AddScalars& scalars) {
  const Index size = scalars.size;
  const float *a = args.floats(0, (double)size), *b = args.floats(1, (double)size);
  float* c = args.floats(2, (double)size);
  if (args.failed()) return;
  parallelElements(size, [=](Index begin, Index end) {
    forVectors(end - begin, [=](Index i, Index count) {
      store(c + begin + i, load(a + begin + i, count) + load(b + begin + i, count), count);
    });
  });
}

/** exp for any caller: infinity where float32 ends, and 0 below `LOWEST_EXPONENT`, where it turns denormal. */
inline Floats fullExp(Floats x) {
  const Exponential e = exponential(clamp(x, LOWEST_EXPONENT, 89.0f));
  // 2^128 is infinite, half of it is not.
  const Floats half = (Floats)((Uints)e.scale - 0x00800000u);
  const Floats large = (half * e.fraction + half) * 2.0f;
  const Floats inside = x > splat(HIGHEST_EXPONENT) ? large : e.scale * e.fraction + e.scale;
  return x < splat(LOWEST_EXPONENT) ? Floats{} : inside;
}

inline Floats apply(UnaryFunction function, Floats x) {
  switch (function) {
    case UnaryFunction::EXP: return fullExp(x);
    case UnaryFunction::SIGMOID: return sigmoid(x);
    case UnaryFunction::TANH: return tanh(x);
  }
  return x;
}

/** Buffers x -> y. */
inline void unary(Args& args, const UnaryScalars& scalars) {
  const Index size = scalars.size;
  const UnaryFunction function = scalars.function;
  const float* x = args.floats(0, (double)size);
  float* y = args.floats(1, (double)size);
  if (args.failed()) return;
  parallelElements(size, [=](Index begin, Index end) {
    forVectors(end - begin, [=](Index i, Index count) {
      store(y + begin + i, apply(function, load(x + begin + i, count)), count);
    });
  });
}

}  // namespace
