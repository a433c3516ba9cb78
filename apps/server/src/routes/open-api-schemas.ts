// The bodies of requests and answers, as JSON Schema.

import type { Limits } from "../limits.ts";
import { INPUT, OUTPUT_INFO } from "./infer.ts";

type Json = Readonly<Record<string, unknown>>;

const ONE = { minItems: 1, maxItems: 1 };
const probability = { type: "number", minimum: 0, maximum: 1 };
const anything = { type: "object", description: "Not read." };
const outputName = { type: "string", enum: OUTPUT_INFO.map(({ name }) => name) };

/** An object with these fields and no other; those not named in `optional` are always there. */
function object(properties: Json, optional: readonly string[] = []): Json {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: "object", additionalProperties: false, properties, ...(required.length > 0 && { required }) };
}

function list(items: Json, more: Json = {}): Json {
  return { type: "array", items, ...more };
}

export function createSchemas(modelNames: readonly string[], { maxTexts, maxTextLength }: Limits): Json {
  const text = { type: "string", minLength: 1, maxLength: maxTextLength };
  const size = { minItems: 1, maxItems: maxTexts };
  const numTexts = { type: "integer", minimum: 1, maximum: maxTexts, description: "As many as data has." };
  const one = { type: "integer", const: 1 };
  const tensor = (shape: readonly Json[], items: readonly Json[]): Json =>
    object(
      {
        name: { type: "string", const: INPUT.name },
        datatype: { type: "string", const: INPUT.datatype },
        shape: { type: "array", prefixItems: shape, items: false, minItems: shape.length, maxItems: shape.length },
        data: { type: "array", ...size, anyOf: items.map((item) => list(item)) },
        parameters: anything,
      },
      ["parameters"],
    );
  const scores = list({ $ref: "#/components/schemas/Score" });
  const tensorInfo = object({
    name: { type: "string" },
    datatype: { type: "string" },
    shape: list({ type: "integer" }),
  });
  return {
    Error: object(
      {
        error: { type: "string", description: "For people." },
        code: { type: "string", description: "Stable." },
        field: { type: "string", description: "What of the body is at fault." },
      },
      ["field"],
    ),
    ServerMetadata: object({
      name: { type: "string" },
      version: { type: "string" },
      extensions: list({ type: "string" }),
    }),
    Live: object({ live: { type: "boolean" } }),
    Ready: object({ ready: { type: "boolean" } }),
    ModelMetadata: object({
      name: { type: "string" },
      versions: list({ type: "string" }),
      platform: { type: "string" },
      inputs: list(tensorInfo),
      outputs: list(tensorInfo),
    }),
    ModelReady: object({ name: { type: "string" }, ready: { type: "boolean" } }),
    InferRequest: object(
      {
        model_name: { type: "string", enum: modelNames, description: "That of the URL." },
        id: { type: "string" },
        parameters: anything,
        inputs: list(
          { anyOf: [tensor([numTexts], [text]), tensor([numTexts, one], [text, list(text, ONE)])] },
          { ...ONE, description: "One tensor, of the texts." },
        ),
        outputs: list(object({ name: outputName, parameters: anything }, ["parameters"]), {
          ...{ minItems: 1, maxItems: OUTPUT_INFO.length },
          description: "Those that are wanted; default all.",
        }),
      },
      ["model_name", "id", "parameters", "outputs"],
    ),
    InferResponse: object(
      {
        model_name: { type: "string" },
        model_version: { type: "string" },
        id: { type: "string" },
        outputs: list(
          object({
            name: outputName,
            datatype: { type: "string" },
            shape: list({ type: "integer" }),
            data: {
              type: "array",
              description:
                "label: the most probable class that is given, or empty. probability: of the first class. " +
                'answers: JSON, [{"label", "bestGuess", "probability"}, ...].',
              items: { type: ["string", "number"] },
            },
          }),
        ),
      },
      ["id"],
    ),
    PredictRequest: object(
      {
        inputs: { anyOf: [text, list(text, size)] },
        model: { type: "string", enum: modelNames, description: `Default ${modelNames[0]}.` },
        parameters: object({ top_k: { type: "integer", minimum: 1 } }, ["top_k"]),
      },
      ["model", "parameters"],
    ),
    Score: object(
      {
        label: { type: ["string", "null"], description: "Null where the class is too improbable to be given." },
        bestGuess: { type: "string", description: "The class, where label is null." },
        score: probability,
      },
      ["bestGuess"],
    ),
    PredictResponse: { anyOf: [scores, list(scores)] },
  };
}
