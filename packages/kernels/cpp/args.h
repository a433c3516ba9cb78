// The arguments of a call from JavaScript, checked one by one: nothing past here runs on a size that was not compared
// with a buffer.
#pragma once
#include "vector.h"

enum class Kind { FLOAT32, INT32 };

/** A typed array. WebAssembly callers write this structure: pointer at 0, length at 8, kind at 16, 24 bytes each. */
struct Buffer {
  void* data;
  alignas(8) double length;
  alignas(8) i32 kind;
};

namespace {

class Message {
 public:
  Message& add(const char* text) {
    while (*text != 0 && length_ < (int)sizeof(text_) - 1) text_[length_++] = *text++;
    text_[length_] = 0;
    return *this;
  }
  Message& add(double value) {
    char digits[24];
    int n = 0;
    if (!(value >= 0 && value < 1e15)) return add("a size out of range");
    for (__INT64_TYPE__ rest = (__INT64_TYPE__)value; rest > 0 || n == 0; rest /= 10) digits[n++] = '0' + rest % 10;
    char text[24];
    for (int i = 0; i < n; i++) text[i] = digits[n - 1 - i];
    text[n] = 0;
    return add(text);
  }
  void clear() { length_ = 0; }
  const char* text() const { return text_; }

 private:
  char text_[128];
  int length_ = 0;
};

class Args {
 public:
  Args(const Buffer* buffers, int numBuffers, const double* scalars, int numScalars, Message& message)
      : buffers_(buffers), scalars_(scalars), numBuffers_(numBuffers), numScalars_(numScalars), message_(message) {}

  bool failed() const { return failed_; }

  void fail(const char* text) {
    if (!failed_) message_.add(text);
    failed_ = true;
  }

  /** Scalar `i` as a size: an integer in `0..2^31-1`. */
  Index size(int i) {
    const double value = number(i);
    if (value >= 0 && value < 2147483648.0 && value == (double)(__INT64_TYPE__)value) return (Index)value;
    describe("scalar ", i, ": expected a size");
    return 0;
  }

  bool flag(int i) { return size(i) != 0; }

  /** Scalar `i` as one of `count` values of an enumeration. */
  Index choice(int i, Index count) {
    const Index value = size(i);
    if (value < count) return value;
    describe("scalar ", i, ": expected a value of its enumeration");
    return 0;
  }

  /** Scalar `i`, finite. */
  double number(int i) {
    if (i >= numScalars_) {
      describe("scalar ", i, " is missing");
      return 0;
    }
    const double value = scalars_[i];
    if (value - value == 0) return value;
    describe("scalar ", i, ": expected a finite number");
    return 0;
  }

  float* floats(int i, double length) { return (float*)data(i, length, Kind::FLOAT32, "floats"); }
  i32* ints(int i, double length) { return (i32*)data(i, length, Kind::INT32, "ints"); }

  /** Length of buffer `i`. */
  Index length(int i) {
    if (i < numBuffers_) return (Index)buffers_[i].length;
    describe("buffer ", i, " is missing");
    return 0;
  }

  bool has(int i) const { return i < numBuffers_; }

 private:
  void* data(int i, double length, Kind kind, const char* unit) {
    if (failed_) return nullptr;
    if (i >= numBuffers_) {
      describe("buffer ", i, " is missing");
      return nullptr;
    }
    const Buffer& buffer = buffers_[i];
    if (buffer.length != length || buffer.kind != (i32)kind) {
      describe("buffer ", i, ": expected ");
      message_.add(length).add(" ").add(unit).add(", got ").add(buffer.length);
      message_.add(buffer.kind == (i32)Kind::FLOAT32 ? " floats" : " ints");
    }
    return buffer.data;
  }

  void describe(const char* what, int i, const char* problem) {
    if (!failed_) message_.add(what).add((double)i).add(problem);
    failed_ = true;
  }

  const Buffer* buffers_;
  const double* scalars_;
  int numBuffers_, numScalars_;
  bool failed_ = false;
  Message& message_;
};

}  // namespace
