// exp, sigmoid and tanh of a vector.
//
// x = n*ln2 + r with |r| <= ln2/2; e^r - 1 by its Taylor series to r^7, whose remainder is below 0.35^8/8! = 5e-9.
// Working with e^r - 1 instead of e^r keeps the relative precision of tanh near 0, where e^2x - 1 would cancel.
// Error bounds over all floats, tested in test/activations.test.ts: exp 2.5e-7 relative (arguments outside
// [-87.3, 88.37] count as those ends), sigmoid 3e-7 relative or 1e-37 absolute, tanh 5e-7 relative. NaN gives NaN.
#pragma once
#include "vector.h"

namespace {

/** e^x as `scale * (1 + fraction)`. */
struct Exponential {
  Floats scale;
  Floats fraction;
};

inline Floats clamp(Floats x, float low, float high) {
  Ints isBelow = x < splat(low), isAbove = x > splat(high);
#if defined(__wasm_relaxed_simd__)
  // Else Clang takes f32x4.relaxed_min and relaxed_max, which may turn NaN into a number.
  __asm__("" : "+r"(isBelow), "+r"(isAbove));
#endif
  x = isBelow ? splat(low) : x;
  return isAbove ? splat(high) : x;
}

inline Exponential exponential(Floats x) {
  // Adding 1.5 * 2^23 rounds to an integer, which then stands in the lowest bits.
  const float round = 12582912.0f;
  const Floats shifted = x * 1.44269504f + round;
  const Floats n = shifted - round;
  // ln2 in two parts: the first has few enough bits that its product with n is exact.
  const Floats r = (x - n * 0.693359375f) + n * 2.12194440e-4f;
  // Unsigned, which may wrap.
  const Uints bits = ((Uints)shifted << 23) + 0x3f800000u;
  Floats series = r * (1.0f / 5040) + 1.0f / 720;
  series = series * r + 1.0f / 120;
  series = series * r + 1.0f / 24;
  series = series * r + 1.0f / 6;
  series = series * r + 0.5f;
  return {(Floats)bits, series * (r * r) + r};
}

/** The ends keep n in -126..127: 2^128 would be infinite, and infinity times a negative fraction plus infinity is NaN. */
constexpr float LOWEST_EXPONENT = -87.3f, HIGHEST_EXPONENT = 88.37f;

inline Floats exp(Floats x) {
  const Exponential e = exponential(clamp(x, LOWEST_EXPONENT, HIGHEST_EXPONENT));
  return e.scale * e.fraction + e.scale;
}

inline Floats sigmoid(Floats x) { return 1.0f / (1.0f + exp(-x)); }

/** With t = e^2x - 1: tanh(x) = t / (t + 2). From |x| = 10 on the result is 1 to the last bit. */
inline Floats tanh(Floats x) {
  const Exponential e = exponential(clamp(x, -10.0f, 10.0f) * 2.0f);
  const Floats t = e.scale * e.fraction + (e.scale - 1.0f);
  return t / (t + 2.0f);
}

}  // namespace
