// POST /predict, as Text Embeddings Inference and the inference clients of Hugging Face have it.

import type { Answer } from "@newsclf/classifier/inference/node";
import { badField, checkObject, checkString, checkText, checkTexts, refuseField } from "../http/fields.ts";
import { loadedModel } from "../models/models.ts";
import { checkOpen, type Route, readJson, sendJson } from "./route.ts";

/** A class of a text. */
export interface Score {
  readonly label: string | null;
  readonly bestGuess?: string;
  /** Probability in `[0, 1]`. */
  readonly score: number;
}

export const predict: Route = {
  method: "POST",
  path: "/predict",
  async handle(asked, services) {
    checkOpen(services);
    const { inputs, model, parameters } = checkObject(await readJson(asked, services), "", [
      "inputs",
      "model",
      "parameters",
    ]);
    const { limits, models, metrics } = services;
    const slot =
      model === undefined ? (models.slots[0] ?? models.find("")) : models.find(checkString(model, "model"), "model");
    const wanted = parameters === undefined ? undefined : topKOf(parameters);
    const texts = Array.isArray(inputs)
      ? checkTexts(inputs, "inputs", limits)
      : [checkInput(inputs, limits.maxTextLength)];
    const { isMultiLabel } = loadedModel(slot);
    // All classes, as others answer; of texts with several classes those that the model gives.
    const topK = wanted ?? (isMultiLabel ? undefined : Number.POSITIVE_INFINITY);
    const { answers } = await services.pool().classify(slot, texts, topK);
    metrics.countTexts(slot.name, texts.length);
    const scores = answers.map((ofText) => ofText.map(toScore));
    return sendJson(asked, Array.isArray(inputs) ? scores : scores[0]);
  },
};

function checkInput(inputs: unknown, maxLength: number): string {
  if (typeof inputs !== "string") throw badField("inputs", "a text or a list of texts", inputs);
  return checkText(inputs, "inputs", maxLength);
}

function topKOf(parameters: unknown): number | undefined {
  const { top_k: topK } = checkObject(parameters, "parameters", ["top_k"]);
  if (topK === undefined) return undefined;
  if (typeof topK !== "number") throw badField("parameters.top_k", "an integer of at least 1", topK);
  if (Number.isInteger(topK) && topK >= 1) return topK;
  throw refuseField("parameters.top_k", "expected an integer of at least 1");
}

function toScore({ label, bestGuess, probability }: Answer): Score {
  return { label, ...(bestGuess !== undefined && { bestGuess }), score: probability };
}
