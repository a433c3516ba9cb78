// Threads and working memory for the native engine: those of the JavaScript thread that asks, so that worker_threads compute
// side by side.

#include "threads.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

#include "host.h"

namespace {

/** Long enough to catch the next part of an op, short enough not to burn a core between steps. */
constexpr auto SPIN = std::chrono::microseconds(60);

void pauseCore() {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

template <class Done>
bool spinUntil(Done done) {
  const auto end = std::chrono::steady_clock::now() + SPIN;
  do {
    for (int i = 0; i < 64; i++) {
      if (done()) return true;
      pauseCore();
    }
  } while (std::chrono::steady_clock::now() < end);
  return done();
}

/** Parts are claimed by counting up, so that a late thread does not hold the others up. */
class Pool {
 public:
  int numThreads = 1;

  void resize(int wanted) {
    stop();
    try {
      for (int i = 1; i < wanted; i++) threads_.emplace_back([this] { serve(); });
    } catch (const std::system_error&) {
      // The system gives no more: fewer do the same work.
    }
    numThreads = (int)threads_.size() + 1;
  }

  void run(void (*task)(const void*, int), const void* context, int numParts) {
    if (threads_.empty()) {
      for (int part = 0; part < numParts; part++) task(context, part);
      return;
    }
    // A thread may still be looking for a part of the task before; it must not see this one half written.
    while (busy_.load() != 0) pauseCore();
    {
      std::lock_guard lock(mutex_);
      task_ = task;
      context_ = context;
      numParts_ = numParts;
      finished_.store(0);
      next_.store(0);
      generation_++;
    }
    wake_.notify_all();
    work();
    const auto done = [&] { return finished_.load() == numParts; };
    if (!spinUntil(done)) {
      std::unique_lock lock(mutex_);
      ended_.wait(lock, done);
    }
    // Whoever comes late finds nothing to do.
    next_.store(NONE);
  }

 private:
  static constexpr int NONE = 1 << 30;

  void stop() {
    {
      std::lock_guard lock(mutex_);
      stopping_ = true;
      generation_++;
    }
    wake_.notify_all();
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
    stopping_ = false;
  }

  void serve() {
    unsigned seen = 0;
    const auto fresh = [&] { return generation_.load() != seen; };
    for (;;) {
      spinUntil(fresh);
      {
        std::unique_lock lock(mutex_);
        wake_.wait(lock, fresh);
        if (stopping_) return;
        seen = generation_.load();
        busy_++;
      }
      work();
      busy_--;
    }
  }

  void work() {
    for (;;) {
      const int part = next_++;
      if (part >= NONE || part >= numParts_) return;
      task_(context_, part);
      if (++finished_ == numParts_) {
        std::lock_guard lock(mutex_);
        ended_.notify_one();
      }
    }
  }

  std::vector<std::thread> threads_;
  std::mutex mutex_;
  std::condition_variable wake_, ended_;
  std::atomic<unsigned> generation_{0};
  std::atomic<int> next_{NONE}, finished_{0}, busy_{0};
  bool stopping_ = false;
  void (*task_)(const void*, int) = nullptr;
  const void* context_ = nullptr;
  int numParts_ = 0;
};

/** Never destroyed: its threads may outlive the destructors of their thread at exit. */
Pool& pool() {
  static thread_local Pool* const instance = new Pool;
  return *instance;
}

struct WorkingMemory {
  void* data = nullptr;
  double size = 0;
  ~WorkingMemory() { std::free(data); }
};

thread_local WorkingMemory memory;

}  // namespace

void setNumThreads(int numThreads) {
  if (numThreads != pool().numThreads) pool().resize(numThreads);
}

extern "C" int newsclf_num_threads() { return pool().numThreads; }

extern "C" void newsclf_parallel(void (*task)(const void*, int), const void* context, int numParts) {
  pool().run(task, context, numParts);
}

extern "C" void* newsclf_scratch(double bytes) {
#if defined(NEWSCLF_EXACT_SCRATCH)
  // For AddressSanitizer, which sees no overflow into what was not asked for.
  const bool fits = bytes == memory.size;
  const double size = bytes;
#else
  // A little more than asked for, so that batches of varying length do not reallocate each time.
  const bool fits = bytes <= memory.size;
  const double size = bytes * 1.25 + 4096;
#endif
  if (memory.data != nullptr && fits) return memory.data;
  if (bytes > 1e12) return nullptr;
  std::free(memory.data);
  memory.data = nullptr;
  memory.size = 0;
#if defined(_WIN32)
  memory.data = std::malloc((size_t)size);
#else
  if (posix_memalign(&memory.data, 64, (size_t)size) != 0) memory.data = nullptr;
#endif
  if (memory.data != nullptr) memory.size = size;
  return memory.data;
}
