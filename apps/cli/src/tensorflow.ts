// TensorFlow as the compute engine, if the person has installed it.

import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { diagnoseTensorflow, loadTensorflow, type TensorflowDiagnosis } from "@newsclf/kernels/node";
import type { BackendChoice } from "./backend.ts";
import { resolvePath } from "./paths.ts";

/** The person's project comes first, then whatever lies beside this program. */
function searchFolders(): string[] {
  return [resolvePath("."), fileURLToPath(new URL(".", import.meta.url))];
}

export function diagnose(needsGpu: boolean): Promise<TensorflowDiagnosis> {
  return diagnoseTensorflow({ from: searchFolders(), needsGpu });
}

/** @param reason - Why it was chosen, for people. */
export async function useTensorflow(
  needsGpu: boolean,
  threads: number | undefined,
  reason: string,
): Promise<BackendChoice> {
  const numThreads = threads ?? availableParallelism();
  // TensorFlow reads these when it is loaded. An op that fails throws; it need not be logged too.
  process.env.TF_CPP_MIN_LOG_LEVEL ??= "3";
  process.env.TF_NUM_INTRAOP_THREADS = process.env.TF_NUM_INTEROP_THREADS = String(numThreads);
  const { version, hasGpu } = await loadTensorflow({ from: searchFolders(), needsGpu });
  return { engine: `tensorflow ${version} ${hasGpu ? "gpu" : "cpu"}`, numThreads, reason };
}
