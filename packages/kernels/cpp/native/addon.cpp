// The engine as a Node-API addon: `run(op, arrays, scalars)`, `setNumThreads(n)`, `alignment(array)`, `isa`.

#include <node_api.h>

#if !defined(_WIN32)
#include <dlfcn.h>
#endif

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <mutex>

#include "args.h"
#include "host.h"
#include "threads.h"

typedef const char* Run(int, const Buffer*, int, const double*, int);
extern "C" Run newsclf_run_base;
#if defined(__x86_64__)
extern "C" Run newsclf_run_avx2, newsclf_run_avx512;
#endif

namespace {

constexpr int MAX_BUFFERS = 16, MAX_SCALARS = 16, MAX_THREADS = 64;

Run* run = newsclf_run_base;
const char* isa = "sse2";

/** The best of the processor; for tests NEWSCLF_ISA can name the one that is not to be exceeded. */
void chooseInstructionSet() {
#if defined(__aarch64__)
  isa = "neon";
#elif defined(__x86_64__)
  __builtin_cpu_init();
  const char* limit = std::getenv("NEWSCLF_ISA");
  const auto isLimit = [=](const char* name) { return limit != nullptr && std::strcmp(limit, name) == 0; };
  if (isLimit("sse2")) return;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
    run = newsclf_run_avx2;
    isa = "avx2";
  }
  if (isLimit("avx2")) return;
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
      __builtin_cpu_supports("avx512bw")) {
    run = newsclf_run_avx512;
    isa = "avx512";
  }
#endif
}

/** What belongs to a thread is freed when it ends, after its worker_thread let go of the addon: the code has to stay where it is. */
void neverUnload() {
#if !defined(_WIN32)
  Dl_info self;
  if (dladdr((void*)neverUnload, &self) != 0) dlopen(self.dli_fname, RTLD_LAZY | RTLD_NOLOAD | RTLD_NODELETE);
#endif
}

napi_value fail(napi_env env, const char* message) {
  napi_throw_type_error(env, nullptr, message);
  return nullptr;
}

/** Reads a Float32Array or Int32Array; false for anything else. A detached one has no elements. */
bool readBuffer(napi_env env, napi_value value, Buffer& buffer) {
  bool isTypedArray = false;
  if (napi_is_typedarray(env, value, &isTypedArray) != napi_ok || !isTypedArray) return false;
  napi_typedarray_type type;
  size_t length = 0;
  if (napi_get_typedarray_info(env, value, &type, &length, &buffer.data, nullptr, nullptr) != napi_ok) return false;
  if (type != napi_float32_array && type != napi_int32_array) return false;
  buffer.length = buffer.data == nullptr ? 0 : (double)length;
  // Not null, which memcpy does not take even for no bytes.
  static float nothing;
  if (buffer.length == 0) buffer.data = &nothing;
  buffer.kind = (i32)(type == napi_float32_array ? Kind::FLOAT32 : Kind::INT32);
  return true;
}

/** Gets the elements of an array of at most `limit`. This can run JavaScript: an element may be a getter. */
bool readElements(napi_env env, napi_value array, uint32_t limit, napi_value* elements, uint32_t& count) {
  bool isArray = false;
  if (napi_is_array(env, array, &isArray) != napi_ok || !isArray) return false;
  if (napi_get_array_length(env, array, &count) != napi_ok || count > limit) return false;
  for (uint32_t i = 0; i < count; i++) {
    if (napi_get_element(env, array, i, &elements[i]) != napi_ok) return false;
  }
  return true;
}

napi_value runOperation(napi_env env, napi_callback_info info) {
  size_t numArgs = 3;
  napi_value args[3];
  if (napi_get_cb_info(env, info, &numArgs, args, nullptr, nullptr) != napi_ok || numArgs < 3) {
    return fail(env, "run: expected an operation, arrays and scalars");
  }
  double op = 0;
  if (napi_get_value_double(env, args[0], &op) != napi_ok || !(op >= 0 && op < 1000)) {
    return fail(env, "run: expected the number of an operation");
  }
  napi_value arrays[MAX_BUFFERS], numbers[MAX_SCALARS];
  uint32_t numBuffers = 0, numScalars = 0;
  if (!readElements(env, args[1], MAX_BUFFERS, arrays, numBuffers) ||
      !readElements(env, args[2], MAX_SCALARS, numbers, numScalars)) {
    return fail(env, "run: expected lists of at most 16 arrays and 16 numbers");
  }
  // From here on no JavaScript runs, so that the addresses stay right.
  Buffer buffers[MAX_BUFFERS];
  double scalars[MAX_SCALARS];
  for (uint32_t i = 0; i < numScalars; i++) {
    if (napi_get_value_double(env, numbers[i], &scalars[i]) != napi_ok) return fail(env, "run: expected numbers");
  }
  for (uint32_t i = 0; i < numBuffers; i++) {
    if (!readBuffer(env, arrays[i], buffers[i])) return fail(env, "run: expected Float32Arrays or Int32Arrays");
  }
  const char* problem = run((int)op, buffers, (int)numBuffers, scalars, (int)numScalars);
  if (problem != nullptr) napi_throw_range_error(env, nullptr, problem);
  return nullptr;
}

napi_value setThreads(napi_env env, napi_callback_info info) {
  size_t numArgs = 1;
  napi_value arg;
  double count = 0;
  if (napi_get_cb_info(env, info, &numArgs, &arg, nullptr, nullptr) != napi_ok || numArgs < 1 ||
      napi_get_value_double(env, arg, &count) != napi_ok || !(count >= 1 && count <= MAX_THREADS)) {
    return fail(env, "setNumThreads: expected a number in 1..64");
  }
  setNumThreads((int)count);
  napi_value result;
  napi_create_int32(env, newsclf_num_threads(), &result);
  return result;
}

/** Address of a typed array's first byte, modulo 64. */
napi_value alignment(napi_env env, napi_callback_info info) {
  size_t numArgs = 1;
  napi_value arg, result;
  Buffer buffer;
  if (napi_get_cb_info(env, info, &numArgs, &arg, nullptr, nullptr) != napi_ok || numArgs < 1 ||
      !readBuffer(env, arg, buffer)) {
    return fail(env, "alignment: expected a Float32Array or Int32Array");
  }
  napi_create_uint32(env, (uint32_t)((uintptr_t)buffer.data % 64), &result);
  return result;
}

void addFunction(napi_env env, napi_value exports, const char* name, napi_callback callback) {
  napi_value function;
  napi_create_function(env, name, NAPI_AUTO_LENGTH, callback, nullptr, &function);
  napi_set_named_property(env, exports, name, function);
}

}  // namespace

NAPI_MODULE_INIT() {
  // Once a process: a worker_thread loads the addon while another may be in the middle of an operation.
  static std::once_flag chosen;
  std::call_once(chosen, [] {
    chooseInstructionSet();
    neverUnload();
  });
  // A worker_thread takes its pool along. Two copies of the package load the addon twice, each with an `env` of its own.
  napi_add_env_cleanup_hook(env, [](void*) { setNumThreads(1); }, env);
  addFunction(env, exports, "run", runOperation);
  addFunction(env, exports, "setNumThreads", setThreads);
  addFunction(env, exports, "alignment", alignment);
  napi_value name;
  napi_create_string_utf8(env, isa, NAPI_AUTO_LENGTH, &name);
  napi_set_named_property(env, exports, "isa", name);
  return exports;
}
