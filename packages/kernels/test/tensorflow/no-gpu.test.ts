// The logs are TensorFlow's own, of the releases named, shortened to the lines that matter; recorded on machines without
// a GPU, with and without libcudart and libcuda.so.1. The first two are of libtensorflow-gpu's source at 2.9.1.

import { expect, test } from "vitest";
import { explainNoGpu } from "../../src/tensorflow/no-gpu.ts";

const NO_RUNTIME = "cudart_stub.cc:32] Could not find cuda drivers on your machine, GPU will not be used.";
const NO_DRIVER =
  "cuda_driver.cc:152] failed call to cuInit: INTERNAL: CUDA error: Failed call to cuInit: UNKNOWN ERROR (303)";
const NO_DEVICE =
  "cuda_driver.cc:152] failed call to cuInit: INTERNAL: CUDA error: Failed call to cuInit: CUDA_ERROR_NO_DEVICE: no CUDA-capable device is detected";

test("names the libraries that TensorFlow names, the driver aside", () => {
  const log = [
    "dso_loader.cc:64] Could not load dynamic library 'libcudart.so.11.0'; dlerror: libcudart.so.11.0: cannot open",
    "dso_loader.cc:64] Could not load dynamic library 'libcudnn.so.8'; dlerror: libcudnn.so.8: cannot open",
    "dso_loader.cc:64] Could not load dynamic library 'libcudnn.so.8'; dlerror: libcudnn.so.8: cannot open",
  ].join("\n");

  expect(explainNoGpu(log, "2.9.1")).toEqual({
    code: "ENGINE_CUDA",
    message: "TensorFlow 2.9.1 did not find libcudart.so.11.0, libcudnn.so.8",
    fix: "install CUDA 11.2 and cuDNN 8.1, with the libraries on LD_LIBRARY_PATH",
  });
});

test.each([
  ["runtime", NO_RUNTIME, "the CUDA runtime (libcudart)", "CUDA 12.5 and cuDNN 9.3"],
  [
    "driver",
    NO_DRIVER,
    "a working NVIDIA driver (libcuda.so.1: UNKNOWN ERROR (303))",
    "CUDA 12.5 and cuDNN 9.3 and the NVIDIA driver",
  ],
])("tells a missing %s", (_, log, missing, install) => {
  expect(explainNoGpu(log, "2.18.1")).toEqual({
    code: "ENGINE_CUDA",
    message: `TensorFlow 2.18.1 did not find ${missing}`,
    fix: `install ${install}, with the libraries on LD_LIBRARY_PATH`,
  });
});

test("reports both at once", () => {
  const { message } = explainNoGpu(`${NO_RUNTIME}\n${NO_DRIVER}`, "2.18.1");

  expect(message).toContain("the CUDA runtime (libcudart), a working NVIDIA driver");
});

test.each([
  ["a driver without a device", NO_DEVICE],
  ["silence", ""],
])("takes %s for no visible GPU", (_, log) => {
  expect(explainNoGpu(log, "2.18.1")).toMatchObject({ code: "ENGINE_NO_GPU" });
});

test("does not guess the CUDA of a release that it does not know", () => {
  expect(explainNoGpu(NO_RUNTIME, "2.30.0").fix).toContain("the CUDA and cuDNN that TensorFlow 2.30 was built with");
});
