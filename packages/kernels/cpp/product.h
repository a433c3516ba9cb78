// Matrix products: one register-blocked micro-kernel over packed panels.
//
// The sum over K is cut into blocks of DEPTH; inside a block each output adds its terms one by one, and block sums are
// added in order. So the bits of an output depend neither on its place in the matrix nor on how the work is shared:
// threads split rows or columns of the output, never a sum. Method: Goto & van de Geijn 2008, "Anatomy of
// High-Performance Matrix Multiplication".
#pragma once
#include "host.h"

namespace {

// A tile of ROWS x COLUMNS outputs stays in registers: 24 of 32 with AVX-512 and NEON, 12 of 16 with AVX2, 9 of 16 else.
#if defined(__AVX512F__) || defined(__aarch64__)
constexpr int ROWS = 6, COLUMN_VECTORS = 4;
#elif defined(__AVX2__)
constexpr int ROWS = 6, COLUMN_VECTORS = 2;
#else
constexpr int ROWS = 3, COLUMN_VECTORS = 3;
#endif
constexpr Index COLUMNS = COLUMN_VECTORS * WIDTH;
constexpr Index DEPTH = 256;
/** Rows of A and columns of B packed at a time: some 100 KB and 512 KB, which a second-level cache holds. */
constexpr Index BLOCK_ROWS = ROWS * 20, BLOCK_COLUMNS = 512 / COLUMNS * COLUMNS;
constexpr Index PRODUCT_SCRATCH = DEPTH * BLOCK_COLUMNS + DEPTH * BLOCK_ROWS + 64;

/** Element (i, j) is `data[i * row + j * column]`; one of the strides is 1. */
struct Matrix {
  const float* data;
  Index row, column;
};

inline Matrix rowMajor(const float* data, Index width) { return {data, width, 1}; }
inline Matrix transposed(const float* data, Index width) { return {data, 1, width}; }

/**
 * `c = a·b`, `[M, N]`, plus optional terms.
 */
struct Product {
  Index numRows, numColumns, depth;
  Matrix a, b;
  float* c;
  /** `[N]`, added to each row of c; or null. */
  const float* bias = nullptr;
  /** `[K]`: column k of a is its column `columnIndex[k]`, or zeros if that is negative. Only for a transposed a. */
  const i32* columnIndex = nullptr;
  /** `[N]`, gets the column sums of b; or null. */
  float* columnSums = nullptr;
};

/** What a tile does with the old contents of c. */
enum class Into { EMPTY, SUM };

/**
 * R rows by `columns` <= COLUMNS columns of c: `c = bias + a·b` or `c += a·b`.
 *
 * a: element (r, k) is `a[r * aRow + k * aColumn]`; b: row k begins at `b[k * bRow]`, COLUMNS of it can be read.
 */
template <int R>
inline void tile(Index depth, const float* a, Index aRow, Index aColumn, const float* b, Index bRow, float* c,
                 Index cRow, Index columns, Into into, const float* bias) {
  Floats sum[R][COLUMN_VECTORS] = {};
  for (Index k = 0; k < depth; k++) {
    Floats bk[COLUMN_VECTORS];
#pragma GCC unroll 8
    for (int v = 0; v < COLUMN_VECTORS; v++) bk[v] = load(b + v * WIDTH);
#pragma GCC unroll 8
    for (int r = 0; r < R; r++) {
      const Floats ark = splat(a[r * aRow]);
#pragma GCC unroll 8
      for (int v = 0; v < COLUMN_VECTORS; v++) sum[r][v] += ark * bk[v];
    }
    a += aColumn;
    b += bRow;
  }
#pragma GCC unroll 8
  for (int v = 0; v < COLUMN_VECTORS; v++) {
    const Index count = smaller(WIDTH, columns - v * WIDTH);
    if (count <= 0) return;
    const Floats start = bias != nullptr ? load(bias + v * WIDTH, count) : Floats{};
#pragma GCC unroll 8
    for (int r = 0; r < R; r++) {
      float* out = c + r * cRow + v * WIDTH;
      store(out, (into == Into::SUM ? load(out, count) : start) + sum[r][v], count);
    }
  }
}

/** The micro-kernel of `rows` rows with a in row-major order, or packed in panels of ROWS. */
template <bool PACKED, int R = ROWS>
inline void tileOf(Index rows, Index depth, const float* a, Index aRow, const float* b, Index bRow, float* c,
                   Index cRow, Index columns, Into into, const float* bias) {
  if (rows >= R) {
    tile<R>(depth, a, PACKED ? 1 : aRow, PACKED ? ROWS : 1, b, bRow, c, cRow, columns, into, bias);
  } else if constexpr (R > 1) {
    tileOf<PACKED, R - 1>(rows, depth, a, aRow, b, bRow, c, cRow, columns, into, bias);
  }
}

/** Columns `columns` and rows `depth` of b as panels of COLUMNS columns, zeros past the end. */
inline void packColumns(const Matrix& b, Range depth, Range columns, float* packed, float* columnSums) {
  for (Index j = columns.begin; j < columns.end; j += COLUMNS) {
    const Index count = smaller(COLUMNS, columns.end - j);
    const float* source = b.data + depth.begin * b.row + j * b.column;
    Floats sums[COLUMN_VECTORS] = {};
    for (Index k = 0; k < depth.size(); k++, packed += COLUMNS, source += b.row) {
      if (b.column == 1 && count == COLUMNS) {
#pragma GCC unroll 8
        for (int v = 0; v < COLUMN_VECTORS; v++) {
          const Floats values = load(source + v * WIDTH);
          store(packed + v * WIDTH, values);
          sums[v] += values;
        }
      } else {
        for (Index i = 0; i < COLUMNS; i++) packed[i] = i < count ? source[i * b.column] : 0;
        for (int v = 0; v < COLUMN_VECTORS; v++) sums[v] += load(packed + v * WIDTH);
      }
    }
    if (columnSums == nullptr) continue;
    for (Index i = 0; i < count; i++) columnSums[j + i] += sums[i / WIDTH][i % WIDTH];
  }
}

/** Rows `rows` and columns `depth` of a transposed a, as panels of ROWS rows, zeros past the end. */
inline void packRows(const Matrix& a, const i32* columnIndex, Range rows, Range depth, float* packed) {
  for (Index i = rows.begin; i < rows.end; i += ROWS) {
    const Index count = smaller(ROWS, rows.end - i);
    for (Index k = depth.begin; k < depth.end; k++, packed += ROWS) {
      const Index column = columnIndex != nullptr ? columnIndex[k] : k;
      const float* source = a.data + i + column * a.column;
      if (column < 0) {
        for (int r = 0; r < ROWS; r++) packed[r] = 0;
      } else if (count == ROWS) {
        __builtin_memcpy(packed, source, ROWS * sizeof(float));
      } else {
        for (int r = 0; r < ROWS; r++) packed[r] = r < count ? source[r] : 0;
      }
    }
  }
}

/** The part of a product that lies in these rows and columns. Scratch: PRODUCT_SCRATCH floats. */
inline void productPart(const Product& p, Range rows, Range columns, float* scratch) {
  float* packedB = scratch;
  float* packedA = scratch + DEPTH * BLOCK_COLUMNS;
  const bool packA = p.a.column != 1 || p.columnIndex != nullptr;
  float* sums = rows.begin == 0 ? p.columnSums : nullptr;
  // A single tile of rows reads b once, so that packing it first would cost more than it saves.
  const bool packB = rows.size() > ROWS || p.b.column != 1 || sums != nullptr;
  if (sums != nullptr) {
    for (Index j = columns.begin; j < columns.end; j++) sums[j] = 0;
  }
  for (Index jc = columns.begin; jc < columns.end; jc += BLOCK_COLUMNS) {
    const Range blockColumns{jc, smaller(columns.end, jc + BLOCK_COLUMNS)};
    // At least once, so that a product of depth 0 is written too.
    for (Index kc = 0; kc == 0 || kc < p.depth; kc += DEPTH) {
      const Range depth{kc, smaller(p.depth, kc + DEPTH)};
      if (packB) packColumns(p.b, depth, blockColumns, packedB, sums);
      for (Index ic = rows.begin; ic < rows.end; ic += BLOCK_ROWS) {
        const Range blockRows{ic, smaller(rows.end, ic + BLOCK_ROWS)};
        if (packA) packRows(p.a, p.columnIndex, blockRows, depth, packedA);
        for (Index j = blockColumns.begin; j < blockColumns.end; j += COLUMNS) {
          const Index count = smaller(COLUMNS, blockColumns.end - j);
          const bool asItLies = !packB && count == COLUMNS;
          if (!packB && !asItLies) packColumns(p.b, depth, {j, j + count}, packedB + (j - jc) * depth.size(), nullptr);
          const float* panel = asItLies ? p.b.data + kc * p.b.row + j : packedB + (j - jc) * depth.size();
          const Index panelRow = asItLies ? p.b.row : COLUMNS;
          const float* bias = p.bias != nullptr ? p.bias + j : nullptr;
          const Into into = kc == 0 ? Into::EMPTY : Into::SUM;
          for (Index i = ic; i < blockRows.end; i += ROWS) {
            float* c = p.c + i * p.numColumns + j;
            const Index numRows = smaller(ROWS, blockRows.end - i);
            if (packA) {
              const float* a = packedA + (i - ic) * depth.size();
              tileOf<true>(numRows, depth.size(), a, 0, panel, panelRow, c, p.numColumns, count, into, bias);
            } else {
              const float* a = p.a.data + i * p.a.row + kc;
              tileOf<false>(numRows, depth.size(), a, p.a.row, panel, panelRow, c, p.numColumns, count, into, bias);
            }
          }
        }
      }
    }
  }
}

/** Scratch: `productScratch()` floats. */
inline void product(const Product& p, float* scratch) {
  const double work = (double)p.numRows * (double)p.numColumns * (double)(p.depth + 1);
  const int parts = partsFor(work, 100000);
  // Rows if there are many: then each thread packs the small b again, else the columns of a small c.
  const bool splitRows = p.numRows >= p.numColumns * 2;
  parallel(parts, [&](int part) {
    const Range rows = splitRows ? share(p.numRows, ROWS, part, parts) : Range{0, p.numRows};
    const Range columns = splitRows ? Range{0, p.numColumns} : share(p.numColumns, COLUMNS, part, parts);
    // Without rows there are still column sums.
    const bool hasWork = rows.size() > 0 || (p.numRows == 0 && p.columnSums != nullptr);
    if (hasWork && columns.size() > 0) productPart(p, rows, columns, scratch + part * PRODUCT_SCRATCH);
  });
}

inline Index productScratch() { return PRODUCT_SCRATCH * newsclf_num_threads(); }

/** `c[rows, N] = (EMPTY: 0, SUM: c) + a[rows, K]·b` with b packed whole, for products too small to share. */
inline void smallProduct(Index rows, Index numColumns, Index depth, const float* a, Index aRow, const float* packedB,
                         float* c, Index cRow, Into into) {
  for (Index j = 0; j < numColumns; j += COLUMNS) {
    for (Index i = 0; i < rows; i += ROWS) {
      tileOf<false>(smaller(ROWS, rows - i), depth, a + i * aRow, aRow, packedB + j * depth, COLUMNS,
                    c + i * cRow + j, cRow, smaller(COLUMNS, numColumns - j), into, nullptr);
    }
  }
}

/** Floats of a whole b packed for `smallProduct`. */
inline Index packedSize(Index numColumns, Index depth) { return roundUp(numColumns, COLUMNS) * depth; }

}  // namespace
