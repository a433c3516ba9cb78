// Makes TensorFlow the backend of this process.

// As a whole: bundlers take a bare `createRequire` for theirs, and what it is asked for here is in no bundle.
import module from "node:module";
import { NewsclfError } from "@newsclf-internal/errors";
import * as tf from "@tensorflow/tfjs-core";
import { diagnoseTensorflow, type TensorflowOptions } from "./diagnose.ts";

export interface LoadedTensorflow {
  /** `@tensorflow/tfjs-node-gpu` or `@tensorflow/tfjs-node`. */
  readonly packageName: string;
  /** Of TensorFlow, such as `2.18.1`. */
  readonly version: string;
  /** Whether a GPU computes. */
  readonly hasGpu: boolean;
}

/**
 * Loads the package and makes `tensorflow` the backend.
 *
 * @throws NewsclfError of the first check that failed: its code, what is missing and what to do.
 */
export async function loadTensorflow(options: TensorflowOptions): Promise<LoadedTensorflow> {
  const { checks, package: found, version, hasGpu } = await diagnoseTensorflow(options);
  const failed = checks.find(({ isOk }) => !isOk);
  if (failed !== undefined) throw new NewsclfError(failed.code!, failed.message, { fix: failed.fix });
  const require = module.createRequire(import.meta.url);
  // Node 23 dropped two functions that the packages call.
  Object.assign(require("node:util") as object, {
    isNullOrUndefined: (value: unknown) => value === null || value === undefined,
    isArray: Array.isArray,
  });
  require(found!.folder);
  await tf.setBackend("tensorflow");
  return { packageName: found!.name, version: version!, hasGpu: hasGpu! };
}
