// What a pool is asked, and what it answers.

import type { Answer } from "@newsclf/classifier/inference/node";
import type { ModelFiles, ModelInfo } from "./messages.ts";

/** A model in every thread. */
export interface LoadedModel extends ModelInfo {
  /** What threads call it. */
  readonly id: number;
  readonly files: ModelFiles;
}

/** A place for a model, so that what waits is answered by the one that is there when its turn comes. */
export interface Slot {
  readonly name: string;
  readonly folder: string;
  current: LoadedModel | undefined;
}

/** Answers, and the model that gave them. */
export interface Answered {
  readonly answers: readonly (readonly Answer[])[];
  readonly model: LoadedModel;
}
