// AdamW (Loshchilov & Hutter 2019, algorithm 2) in place, on a whole parameter or on some of its rows.
#pragma once
#include "generated/operations.h"
#include "host.h"

namespace {

/** In float32; 1 - beta is taken in float64. */
struct AdamW {
  float beta1, oneMinusBeta1, beta2, oneMinusBeta2, keep, rate, rootScale, epsilon, gradientScale;

  explicit AdamW(const AdamWScalars& s)
      : beta1((float)s.beta1), oneMinusBeta1((float)(1 - s.beta1)), beta2((float)s.beta2),
        oneMinusBeta2((float)(1 - s.beta2)), keep((float)s.keep), rate((float)s.rate),
        rootScale((float)s.rootScale), epsilon((float)s.epsilon), gradientScale((float)s.gradientScale) {}

  void update(Index n, float* __restrict param, float* __restrict m, float* __restrict v,
              const float* __restrict gradient) const {
    for (Index i = 0; i < n; i++) {
      const float g = gradient[i] * gradientScale;
      m[i] = flush(m[i] * beta1 + g * oneMinusBeta1);
      v[i] = flush(v[i] * beta2 + g * g * oneMinusBeta2);
      param[i] = param[i] * keep - rate * m[i] / (__builtin_sqrtf(v[i]) * rootScale + epsilon);
    }
  }
};

/** Buffers param, m, v `[V, E]`, gradient `[V, E]`; or gradient `[R, E]` and rows `[R]`. V rows of width E. */
inline void adamW(Args& args, const AdamWScalars& scalars) {
  const Index numRows = scalars.numRows, width = scalars.width;
  const AdamW rule(scalars);
  const double size = (double)numRows * (double)width;
  float *param = args.floats(0, size), *m = args.floats(1, size), *v = args.floats(2, size);
  if (!args.has(4)) {
    const float* gradient = args.floats(3, size);
    if (args.failed()) return;
    return parallelElements(numRows * width, [=](Index begin, Index end) {
      rule.update(end - begin, param + begin, m + begin, v + begin, gradient + begin);
    });
  }
  const Index count = args.length(4);
  const i32* rows = args.ints(4, (double)count);
  const float* gradient = args.floats(3, (double)count * (double)width);
  if (args.failed()) return;
  for (Index r = 0; r < count; r++) {
    if (rows[r] < 0 || rows[r] >= numRows || (r > 0 && rows[r] <= rows[r - 1])) {
      return args.fail("rows: expected rising rows of the parameter");
    }
  }
  const int parts = partsFor((double)count * (double)width, 32768);
  parallel(parts, [=](int part) {
    const Range range = share(count, 1, part, parts);
    for (Index r = range.begin; r < range.end; r++) {
      const Index at = rows[r] * width;
      rule.update(width, param + at, m + at, v + at, gradient + r * width);
    }
  });
}

}  // namespace
