// The one entry of the engine. Compiled once for each instruction set, under a name of its own (ENGINE_RUN).

#include "adamw.h"
#include "dense.h"
#include "elementwise.h"
#include "loss.h"
#include "lstm.h"
#include "rows.h"
#include "sequence-pool.h"

namespace {

#define CALL(function, Scalars) [](Args& args) { function(args, Scalars(args)); },
void (*const OPERATIONS[])(Args&) = {FOR_EACH_OPERATION(CALL)};
#undef CALL
constexpr int NUM_OPERATIONS = sizeof(OPERATIONS) / sizeof(OPERATIONS[0]);

/** Of the last call of a thread. In WebAssembly one thread alone makes calls. */
#if !defined(__wasm__)
thread_local
#endif
    Message message;

/** Indices are checked once and read many times: nothing that an operation writes may lie over them. */
bool indicesOverlap(const Buffer* buffers, int numBuffers) {
  const auto begin = [=](int i) { return (const char*)buffers[i].data; };
  const auto end = [=](int i) { return begin(i) + (__SIZE_TYPE__)buffers[i].length * 4; };
  for (int i = 0; i < numBuffers; i++) {
    if (buffers[i].kind != (i32)Kind::INT32) continue;
    for (int k = 0; k < numBuffers; k++) {
      if (k != i && begin(i) < end(k) && begin(k) < end(i)) return true;
    }
  }
  return false;
}

}  // namespace

/** Runs operation `op`; null, or what is wrong with the arguments. A thread makes one call at a time. */
extern "C" const char* ENGINE_RUN(int op, const Buffer* buffers, int numBuffers, const double* scalars, int numScalars) {
  message.clear();
  if (op < 0 || op >= NUM_OPERATIONS) return "unknown operation";
  if (indicesOverlap(buffers, numBuffers)) return "an array of ints shares memory with another array";
  Args args(buffers, numBuffers, scalars, numScalars, message);
  OPERATIONS[op](args);
  return args.failed() ? message.text() : nullptr;
}
