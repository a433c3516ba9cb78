// Vectors of floats as wide as the instruction set has them, through the vector extensions of GCC and Clang: the same
// source becomes AVX-512, AVX2, SSE2, NEON or WebAssembly SIMD by compiler flags alone.
#pragma once

typedef __INTPTR_TYPE__ Index;
typedef __INT32_TYPE__ i32;
typedef __UINT32_TYPE__ u32;

#if defined(__AVX512F__)
constexpr int WIDTH = 16;
#elif defined(__AVX2__)
constexpr int WIDTH = 8;
#else
constexpr int WIDTH = 4;
#endif

typedef float Floats __attribute__((vector_size(WIDTH * 4)));
typedef i32 Ints __attribute__((vector_size(WIDTH * 4)));
typedef u32 Uints __attribute__((vector_size(WIDTH * 4)));

namespace {

/** What memory holds: no alignment beyond that of a float. */
typedef float UnalignedFloats __attribute__((vector_size(WIDTH * 4), aligned(4), may_alias));

inline Floats load(const float* p) { return *(const UnalignedFloats*)p; }
inline void store(float* p, Floats v) { *(UnalignedFloats*)p = v; }
/** Minus zero, not plus: x - 0 is x for every x, so that nothing but the broadcast remains. */
inline Floats splat(float x) { return x - Floats{}; }

/**
 * Values below 1e-30 as zeros. Gradients that fade over time, and means of gradients that stopped, would else become
 * denormal numbers, on which processors are a hundred times slower.
 */
inline float flush(float x) { return __builtin_fabsf(x) < 1e-30f ? 0.0f : x; }
inline Floats flush(Floats v) {
  const Ints magnitude = (Ints)v & 0x7fffffff;
  return (Floats)((Ints)v & (magnitude > 0x0da24260));
}

/** The first `count` values, zeros after them. */
inline Floats load(const float* p, Index count) {
  if (count == WIDTH) return load(p);
  Floats v{};
  for (Index i = 0; i < count; i++) v[i] = p[i];
  return v;
}

inline void store(float* p, Floats v, Index count) {
  if (count == WIDTH) return store(p, v);
  for (Index i = 0; i < count; i++) p[i] = v[i];
}

/** Calls `f(start, count)` for each vector of `n` values; `count` is a constant WIDTH for all but the last. */
template <class F>
inline void forVectors(Index n, F f) {
  Index i = 0;
  for (; i + WIDTH <= n; i += WIDTH) f(i, (Index)WIDTH);
  if (i < n) f(i, n - i);
}

inline Index smaller(Index a, Index b) { return a < b ? a : b; }
inline Index larger(Index a, Index b) { return a > b ? a : b; }
inline Index roundUp(Index n, Index unit) { return (n + unit - 1) / unit * unit; }

}  // namespace
