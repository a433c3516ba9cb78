// Packed batches: rows of timestep t are `offsets[t] .. offsets[t + 1]`, longest sequence first (packed-sequence.ts).
#pragma once
#include "generated/operations.h"
#include "host.h"

namespace {

struct Layout {
  const i32* offsets;
  Index numSteps, numTokens;

  /** Sequences longer than t; none outside the batch. */
  Index batchSize(Index t) const { return t >= 0 && t < numSteps ? offsets[t + 1] - offsets[t] : 0; }
  Index numSequences() const { return batchSize(0); }

  /** How many of the sequences `range` are longer than t. */
  Index active(Range range, Index t) const { return larger(0, smaller(range.end, batchSize(t)) - range.begin); }
};

/** Reads buffer `i`, `[T + 1]`, as offsets of `numTokens` rows. */
inline Layout layoutFrom(Args& args, int i, Index numTokens) {
  const Index length = args.length(i);
  const i32* offsets = args.ints(i, (double)length);
  if (args.failed()) return {};
  bool valid = length > 0 && offsets[0] == 0 && offsets[length - 1] == numTokens;
  for (Index t = 0; valid && t + 1 < length; t++) {
    // Compared first: rising from 0 they are far enough from overflow to be subtracted.
    valid = offsets[t + 1] > offsets[t] && (t == 0 || offsets[t + 1] - offsets[t] <= offsets[t] - offsets[t - 1]);
  }
  if (!valid) args.fail("offsets: expected a rising list from 0 to the number of tokens, in steps that never grow");
  return {offsets, length - 1, numTokens};
}

/** Sequences of part `part`: contiguous, so that each part has about as many tokens. */
inline Range sequencesOf(const Layout& layout, int part, int numParts) {
  const auto boundary = [&](int k) -> Index {
    if (k == numParts) return layout.numSequences();
    const double wanted = (double)layout.numTokens * k / numParts;
    double tokens = 0;
    Index sequence = 0;
    // Lengths fall from sequence to sequence; the length of one is the number of timesteps that reach it.
    Index length = layout.numSteps;
    for (; sequence < layout.numSequences(); sequence++) {
      while (length > 0 && layout.batchSize(length - 1) <= sequence) length--;
      if (tokens + (double)length / 2 >= wanted) break;
      tokens += (double)length;
    }
    return sequence;
  };
  return {boundary(part), boundary(part + 1)};
}

}  // namespace
