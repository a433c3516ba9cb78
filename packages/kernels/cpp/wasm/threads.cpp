// Threads and working memory for WebAssembly. A thread is a JavaScript worker with its own instance of the module over
// the same shared memory; it enters `serve` and stays there. Function pointers mean the same in every instance.

#include "args.h"
#include "host.h"

__attribute__((import_module("env"), import_name("scratch"))) extern "C" void* allocateScratch(double bytes);

namespace {

void (*task)(const void*, int);
const void* context;
int numParts;
int numThreads = 1;
constexpr i32 NONE = 1 << 30;
/** Counts tasks; threads sleep on it. */
i32 generation;
i32 next = NONE, finished, busy;

constexpr int SPINS = 20000;

i32 read(i32& x) { return __atomic_load_n(&x, __ATOMIC_SEQ_CST); }

/** Parts are claimed by counting up: a worker that has not started yet holds nobody up. */
void work() {
  for (;;) {
    const int part = __atomic_fetch_add(&next, 1, __ATOMIC_SEQ_CST);
    if (part >= NONE || part >= numParts) return;
    task(context, part);
    __atomic_fetch_add(&finished, 1, __ATOMIC_SEQ_CST);
  }
}

}  // namespace

extern "C" int newsclf_num_threads() { return numThreads; }

__attribute__((export_name("setNumThreads"))) extern "C" void setNumThreads(int n) { numThreads = n; }

extern "C" void newsclf_parallel(void (*f)(const void*, int), const void* c, int parts) {
  // Workers of the task before may still be about to find that no part is left.
  while (read(busy) != 0) {
  }
  task = f;
  context = c;
  numParts = parts;
  __atomic_store_n(&finished, 0, __ATOMIC_SEQ_CST);
  __atomic_store_n(&next, 0, __ATOMIC_SEQ_CST);
  __atomic_fetch_add(&generation, 1, __ATOMIC_SEQ_CST);
  if (numThreads > 1) __builtin_wasm_memory_atomic_notify(&generation, numThreads - 1);
  work();
  while (read(finished) != parts) {
  }
  // Whoever comes late finds nothing to do.
  __atomic_store_n(&next, NONE, __ATOMIC_SEQ_CST);
}

/** The life of a worker. */
__attribute__((export_name("serve"))) extern "C" void serve() {
  i32 seen = read(generation) - 1;
  for (;;) {
    for (int i = 0; i < SPINS && read(generation) == seen; i++) {
    }
    while (read(generation) == seen) __builtin_wasm_memory_atomic_wait32(&generation, seen, -1);
    __atomic_fetch_add(&busy, 1, __ATOMIC_SEQ_CST);
    seen = read(generation);
    work();
    __atomic_fetch_sub(&busy, 1, __ATOMIC_SEQ_CST);
  }
}

extern "C" void* newsclf_scratch(double bytes) { return allocateScratch(bytes); }

extern "C" const char* newsclf_run_wasm(int, const Buffer*, int, const double*, int);

__attribute__((export_name("run"))) extern "C" const char* run(int op, const Buffer* buffers, int numBuffers,
                                                               const double* scalars, int numScalars) {
  return newsclf_run_wasm(op, buffers, numBuffers, scalars, numScalars);
}
