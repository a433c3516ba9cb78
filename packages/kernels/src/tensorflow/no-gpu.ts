// Why TensorFlow sees no GPU, from what it writes while it starts.

export interface NoGpuReason {
  readonly code: "ENGINE_CUDA" | "ENGINE_NO_GPU";
  readonly message: string;
  readonly fix: string;
}

/** Versions that a release was built with; it does not load others. */
const CUDA_OF_RELEASE: Readonly<Record<string, string>> = {
  "2.9": "CUDA 11.2 and cuDNN 8.1",
  "2.18": "CUDA 12.5 and cuDNN 9.3",
};

/** TensorRT is only used by programs that ask for it; the driver is not part of CUDA. */
const NOT_CUDA = /^lib(?:nvinfer|cuda\.so)/u;

/**
 * @param log - What TensorFlow wrote to standard error with TF_CPP_MIN_LOG_LEVEL=0.
 * @param version - Of TensorFlow, such as `2.18.1`.
 */
export function explainNoGpu(log: string, version: string): NoGpuReason {
  const release = version.split(".").slice(0, 2).join(".");
  const wanted = CUDA_OF_RELEASE[release] ?? `the CUDA and cuDNN that TensorFlow ${release} was built with`;
  const libraries = [...log.matchAll(/Could not load dynamic library '([^']+)'/gu)].map(([, name]) => name!);
  const missing = [...new Set(libraries)].filter((name) => !NOT_CUDA.test(name));
  // Recent releases do not name the libraries; "cuda drivers" means libcudart.
  if (/Could not find cuda drivers/u.test(log)) missing.push("the CUDA runtime (libcudart)");
  if (/Cannot dlopen some GPU libraries/u.test(log)) missing.push("some libraries of CUDA or cuDNN");
  const driver = /failed call to cuInit: (?:INTERNAL: CUDA error: Failed call to cuInit: )?(.*)/u.exec(log)?.[1];
  const hasDriver = driver === undefined || driver.startsWith("CUDA_ERROR_NO_DEVICE");
  if (!hasDriver) missing.push(`a working NVIDIA driver (libcuda.so.1: ${driver})`);
  if (missing.length === 0) {
    return {
      code: "ENGINE_NO_GPU",
      message: `no GPU is visible to TensorFlow ${version}`,
      fix: "check nvidia-smi and CUDA_VISIBLE_DEVICES, or use another backend",
    };
  }
  return {
    code: "ENGINE_CUDA",
    message: `TensorFlow ${version} did not find ${missing.join(", ")}`,
    fix: `install ${[wanted, ...(hasDriver ? [] : ["the NVIDIA driver"])].join(" and ")}, with the libraries on LD_LIBRARY_PATH`,
  };
}
