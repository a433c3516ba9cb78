// Moving and summing rows: embedding lookup, its gradient, columns side by side.
#pragma once
#include "generated/operations.h"
#include "host.h"

namespace {

/** Buffers table `[V, E]`, ids `[N]` -> rows `[N, E]`. V rows of width E. */
inline void gather(Args& args, const GatherScalars& scalars) {
  const Index numRows = scalars.numRows, width = scalars.width, count = args.length(1);
  const float* table = args.floats(0, (double)numRows * (double)width);
  const i32* ids = args.ints(1, (double)count);
  float* out = args.floats(2, (double)count * (double)width);
  if (args.failed()) return;
  for (Index n = 0; n < count; n++) {
    if (ids[n] < 0 || ids[n] >= numRows) return args.fail("ids: expected rows of the table");
  }
  const int parts = partsFor((double)count * (double)width, 32768);
  parallel(parts, [=](int part) {
    const Range range = share(count, 16, part, parts);
    for (Index n = range.begin; n < range.end; n++) {
      __builtin_memmove(out + n * width, table + ids[n] * width, width * sizeof(float));
    }
  });
}

/** `out[index[n]] += values[n]`, `[R, E]` from `[N, E]`, in the order of n. Threads split columns. */
inline void sumRows(const float* values, const i32* index, Index numValues, Index width, float* out, Index numRows) {
  const int parts = partsFor((double)numValues * (double)width, 32768);
  parallel(parts, [=](int part) {
    const Range columns = share(width, 16, part, parts);
    for (Index r = 0; r < numRows; r++) {
      for (Index e = columns.begin; e < columns.end; e++) out[r * width + e] = 0;
    }
    for (Index n = 0; n < numValues; n++) {
      float* __restrict sum = out + index[n] * width;
      const float* __restrict value = values + n * width;
      for (Index e = columns.begin; e < columns.end; e++) sum[e] += value[e];
    }
  });
}

/** Working memory of `rowSum` is 4 bytes for each row up to the last: at most 1 GiB. */
constexpr Index MAX_ROWS = 1 << 28;

/**
 * Buffers values `[N, E]`, ids `[N]`, rows `[R]` rising -> `[R, E]`: row r is the sum of the values whose id is `rows[r]`,
 * in their order. N values of width E.
 */
inline void rowSum(Args& args, const RowSumScalars& scalars) {
  const Index numValues = scalars.numValues, width = scalars.width, numRows = args.length(2);
  const float* values = args.floats(0, (double)numValues * (double)width);
  const i32 *ids = args.ints(1, (double)numValues), *rows = args.ints(2, (double)numRows);
  float* out = args.floats(3, (double)numRows * (double)width);
  if (args.failed()) return;
  Index limit = 0;
  for (Index r = 0; r < numRows; r++) {
    if (rows[r] < limit || rows[r] >= MAX_ROWS) return args.fail("rows: expected a rising list in 0..2^28-1");
    limit = rows[r] + 1;
  }
  Scratch scratch(4.0 * ((double)limit + (double)numValues) + 128);
  if (scratch.failed()) return args.fail("out of memory");
  i32* position = scratch.take<i32>(limit);
  i32* index = scratch.take<i32>(numValues);
  for (Index i = 0; i < limit; i++) position[i] = -1;
  for (Index r = 0; r < numRows; r++) position[rows[r]] = (i32)r;
  for (Index n = 0; n < numValues; n++) {
    if (ids[n] < 0 || ids[n] >= limit || position[ids[n]] < 0) return args.fail("ids: expected only ids in rows");
  }
  for (Index n = 0; n < numValues; n++) index[n] = position[ids[n]];
  sumRows(values, index, numValues, width, out, numRows);
}

/** Buffers source and target: copies a block of columns. */
inline void copyColumns(Args& args, const CopyColumnsScalars& scalars) {
  const Index numRows = scalars.numRows, columns = scalars.numColumns;
  const Index fromWidth = scalars.sourceWidth, from = scalars.sourceColumn;
  const Index toWidth = scalars.targetWidth, to = scalars.targetColumn;
  const float* source = args.floats(0, (double)numRows * (double)fromWidth);
  float* target = args.floats(1, (double)numRows * (double)toWidth);
  if (args.failed()) return;
  if ((double)from + (double)columns > (double)fromWidth || (double)to + (double)columns > (double)toWidth) {
    return args.fail("columns: outside the matrix");
  }
  const int parts = partsFor((double)numRows * (double)columns, 65536);
  parallel(parts, [=](int part) {
    const Range range = share(numRows, 16, part, parts);
    for (Index n = range.begin; n < range.end; n++) {
      __builtin_memmove(target + n * toWidth + to, source + n * fromWidth + from, columns * sizeof(float));
    }
  });
}

}  // namespace
