// Makes TensorFlow the backend of this process.

import { createRequire } from "node:module";
import * as tf from "@tensorflow/tfjs-core";
import { diagnoseTensorflow, type TensorflowCheck, type TensorflowOptions } from "./diagnose.ts";

/** The first check that failed. */
export class TensorflowError extends Error {
  override readonly name = "TensorflowError";
  /** As in `TensorflowCheck`. */
  readonly code: string;
  /** The command to run. */
  readonly fix: string;

  constructor({ code, message, fix }: TensorflowCheck) {
    super(message);
    this.code = code!;
    this.fix = fix!;
  }
}

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
 * @throws TensorflowError that says what is missing and what to do.
 */
export async function loadTensorflow(options: TensorflowOptions): Promise<LoadedTensorflow> {
  const { checks, package: found, version, hasGpu } = await diagnoseTensorflow(options);
  const failed = checks.find(({ isOk }) => !isOk);
  if (failed !== undefined) throw new TensorflowError(failed);
  const require = createRequire(import.meta.url);
  // Node 23 dropped two functions that the packages call.
  Object.assign(require("node:util") as object, {
    isNullOrUndefined: (value: unknown) => value === null || value === undefined,
    isArray: Array.isArray,
  });
  require(found!.folder);
  await tf.setBackend("tensorflow");
  return { packageName: found!.name, version: version!, hasGpu: hasGpu! };
}
