// JSON files of a model folder.

import { parseStrictJson } from "./strict-json.ts";
import { unusable } from "./unusable.ts";

/** What a JSON file with an object in it says. An interface fits it too, unlike a record. */
export type JsonObject = object;

export function encodeJson(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 1)}\n`);
}

/** @throws NewsclfError `MODEL_JSON` for what is no strict JSON, or no object. */
export function decodeJson(name: string, bytes: Uint8Array): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = parseStrictJson(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw unusable("MODEL_JSON", `${name}: ${(cause as Error).message}`, cause);
  }
  if (isObject(value)) return value;
  throw unusable("MODEL_JSON", `${name}: expected an object`);
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
