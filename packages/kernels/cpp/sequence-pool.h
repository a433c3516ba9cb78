// From the hidden states of every token to one vector a sequence, and back. Shapes: N tokens, B sequences, H columns.
#pragma once
#include "layout.h"

namespace {

struct PoolArgs {
  Index width, numSequences;
  PoolMode mode;
  Layout layout;
  const i32* sortedIndices;
};

/** Buffers offsets `[T + 1]`, sortedIndices `[B]`. */
inline PoolArgs poolArgs(Args& args, const SequencePoolScalars& scalars) {
  const Index count = args.length(1);
  const Layout layout = layoutFrom(args, 0, scalars.numTokens);
  const i32* sortedIndices = args.ints(1, (double)count);
  if (args.failed()) return {};
  if (layout.numSequences() > count) args.fail("sortedIndices: fewer than sequences");
  for (Index i = 0; i < count; i++) {
    if (sortedIndices[i] < 0 || sortedIndices[i] >= count) args.fail("sortedIndices: expected rows of the batch");
  }
  return {scalars.width, count, scalars.mode, layout, sortedIndices};
}

/** Calls `f(row in the batch, first timestep, end, length)` for each sequence; threads split sequences. */
template <class F>
inline void forSequences(const PoolArgs& p, const F& f) {
  const int parts = partsFor((double)p.layout.numTokens * (double)p.width, 32768);
  parallel(parts, [&](int part) {
    const Range range = share(p.numSequences, 1, part, parts);
    for (Index b = range.begin; b < range.end; b++) {
      Index length = 0;
      while (p.layout.batchSize(length) > b) length++;
      const bool last = p.mode == PoolMode::LAST, first = p.mode == PoolMode::FIRST;
      f(b, p.sortedIndices[b], last ? larger(0, length - 1) : 0, first ? smaller(1, length) : length, length);
    }
  });
}

/** Buffers, after those above: x `[N, H]` -> y `[B, H]` and, for MAX, winning rows `[B, H]` (-1: empty sequence). */
inline void sequencePool(Args& args, const SequencePoolScalars& scalars) {
  const PoolArgs p = poolArgs(args, scalars);
  const double size = (double)p.numSequences * (double)p.width;
  const float* x = args.floats(2, (double)p.layout.numTokens * (double)p.width);
  float* y = args.floats(3, size);
  i32* winners = p.mode == PoolMode::MAX ? args.ints(4, size) : nullptr;
  if (args.failed()) return;
  forSequences(p, [&](Index b, Index target, Index begin, Index end, Index length) {
    float* out = y + target * p.width;
    for (Index h = 0; h < p.width; h++) out[h] = 0;
    if (p.mode == PoolMode::MAX) {
      i32* won = winners + target * p.width;
      for (Index h = 0; h < p.width; h++) won[h] = -1;
      for (Index t = begin; t < end; t++) {
        const Index row = p.layout.offsets[t] + b;
        const float* in = x + row * p.width;
        // A tie goes to the earliest token.
        for (Index h = 0; h < p.width; h++) {
          const bool better = t == begin || in[h] > out[h];
          out[h] = better ? in[h] : out[h];
          won[h] = better ? (i32)row : won[h];
        }
      }
      return;
    }
    const float weight = p.mode == PoolMode::MEAN ? 1.0f / (float)length : 1.0f;
    for (Index t = begin; t < end; t++) {
      const float* in = x + (p.layout.offsets[t] + b) * p.width;
      for (Index h = 0; h < p.width; h++) out[h] += in[h] * weight;
    }
  });
}

/** Buffers, after those above: dy `[B, H]`, dx `[N, H]` and, for MAX, winning rows `[B, H]`. */
inline void sequencePoolGradient(Args& args, const SequencePoolGradientScalars& scalars) {
  const PoolArgs p = poolArgs(args, scalars);
  const double size = (double)p.numSequences * (double)p.width;
  const float* dy = args.floats(2, size);
  float* dx = args.floats(3, (double)p.layout.numTokens * (double)p.width);
  const i32* winners = p.mode == PoolMode::MAX ? args.ints(4, size) : nullptr;
  if (args.failed()) return;
  forSequences(p, [&](Index b, Index source, Index begin, Index end, Index length) {
    const float* in = dy + source * p.width;
    const i32* won = winners + source * p.width;
    const float weight = p.mode == PoolMode::MEAN ? 1.0f / (float)length : 1.0f;
    for (Index t = 0; t < length; t++) {
      const Index row = p.layout.offsets[t] + b;
      float* out = dx + row * p.width;
      const bool chosen = t >= begin && t < end;
      for (Index h = 0; h < p.width; h++) {
        out[h] = chosen && (p.mode != PoolMode::MAX || won[h] == (i32)row) ? in[h] * weight : 0;
      }
    }
  });
}

}  // namespace
