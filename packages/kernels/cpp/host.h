// What the surroundings provide: threads and working memory. Native: native/; WebAssembly: wasm/.
#pragma once
#include "vector.h"

extern "C" {
int newsclf_num_threads();
/** Calls `task(context, part)` once for each part of `0..numParts-1`, on any thread, and waits for all. */
void newsclf_parallel(void (*task)(const void* context, int part), const void* context, int numParts);
/** Working memory of this size, aligned to 64 bytes, until the next call; null if there is not enough. */
void* newsclf_scratch(double bytes);
}

namespace {

template <class F>
inline void parallel(int numParts, const F& f) {
  if (numParts <= 1) {
    if (numParts == 1) f(0);
    return;
  }
  newsclf_parallel([](const void* context, int part) { (*(const F*)context)(part); }, &f, numParts);
}

struct Range {
  Index begin, end;
  Index size() const { return end - begin; }
};

/** Part `part` of `0..total-1`, cut at multiples of `grain`. */
inline Range share(Index total, Index grain, int part, int numParts) {
  const __INT64_TYPE__ grains = ((__INT64_TYPE__)total + grain - 1) / grain;
  const auto cut = [=](int k) {
    const __INT64_TYPE__ at = grains * k / numParts * grain;
    return at < total ? (Index)at : total;
  };
  return {cut(part), cut(part + 1)};
}

/** As many parts as threads, fewer if a part would have less than `minimum` of `total`. */
inline int partsFor(double total, double minimum) {
  const int threads = newsclf_num_threads();
  const double parts = total / minimum;
  return parts >= threads ? threads : parts < 1 ? 1 : (int)parts;
}

/** Elementwise work over `0..n-1`. Cuts are multiples of every vector width, so results do not depend on them. */
template <class F>
inline void parallelElements(Index n, const F& f) {
  const int parts = partsFor((double)n, 32768);
  parallel(parts, [&](int part) {
    const Range range = share(n, 1024, part, parts);
    if (range.size() > 0) f(range.begin, range.end);
  });
}

/** Working memory handed out piece by piece. */
class Scratch {
 public:
  explicit Scratch(double bytes) : next_((char*)newsclf_scratch(bytes)) {}
  bool failed() const { return next_ == nullptr; }
  template <class T>
  T* take(Index count) {
    T* piece = (T*)next_;
    next_ += ((__SIZE_TYPE__)count * sizeof(T) + 63) / 64 * 64;
    return piece;
  }

 private:
  char* next_;
};

}  // namespace
