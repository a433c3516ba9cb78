// The one entry of the engine. Compiled once for each instruction set, under a name of its own (ENGINE_RUN).

#include "adamw.h"
#include "dense.h"
#include "elementwise.h"
#include "loss.h"
#include "lstm.h"
#include "rows.h"
#include "sequence-pool.h"

namespace {

/** In the order of OPS in src/backend/engine.ts. */
void (*const OPERATIONS[])(Args&) = {
    lstm,       lstmGradient, dense,  denseGradient, dropout,  rowSum,      sequencePool, sequencePoolGradient,
    softmaxCrossEntropy, squaredNorm, adamW, gather, copyColumns, add, matMul, activation,
};
constexpr int NUM_OPERATIONS = sizeof(OPERATIONS) / sizeof(OPERATIONS[0]);

Message message;

}  // namespace

/** Runs operation `op`; null, or what is wrong with the arguments. One call at a time. */
extern "C" const char* ENGINE_RUN(int op, const Buffer* buffers, int numBuffers, const double* scalars, int numScalars) {
  message.clear();
  if (op < 0 || op >= NUM_OPERATIONS) return "unknown operation";
  Args args(buffers, numBuffers, scalars, numScalars, message);
  OPERATIONS[op](args);
  return args.failed() ? message.text() : nullptr;
}
