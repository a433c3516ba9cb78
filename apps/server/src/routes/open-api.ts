// GET /openapi.json: what all routes take and answer.

import type { Limits } from "../limits.ts";
import { version } from "../version.ts";
import { createSchemas } from "./open-api-schemas.ts";
import { type Route, sendJson } from "./route.ts";

type Json = Readonly<Record<string, unknown>>;

const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

const json = (description: string, schema: Json): Json => ({
  description,
  content: { "application/json": { schema } },
});

/** What each status means; those of a body only where there is one. */
const ERRORS: Readonly<Record<number, string>> = {
  400: "The URL, JSON or a field is wrong; the message names the byte or the field.",
  401: "The token is missing or another one.",
  404: "There is no such model.",
  413: "The body is too large.",
  415: "The body is not application/json.",
  422: "A text is too long, or there are too many.",
  429: "Too many texts wait.",
  503: "Not loaded yet, closing, or too busy.",
};
const OF_BODIES = [413, 415, 422, 429];
const IS_LATER = [429, 503];

function errors(...statuses: readonly number[]): Json {
  const entries = statuses.map((status) => {
    const headers = IS_LATER.includes(status) && {
      headers: { "Retry-After": { description: "Seconds.", schema: { type: "integer" } } },
    };
    return [status, { ...json(ERRORS[status]!, ref("Error")), ...headers }];
  });
  return Object.fromEntries(entries);
}

interface Operation {
  readonly summary: string;
  readonly answer: Json;
  readonly body?: string;
  readonly statuses: readonly number[];
  readonly isOpen?: boolean;
}

function operation(operationId: string, { summary, answer, body, statuses, isOpen }: Operation): Json {
  const ofBody = body === undefined ? [] : [400, ...OF_BODIES, 503];
  return {
    operationId,
    summary,
    ...(isOpen && { security: [] }),
    ...(body !== undefined && {
      requestBody: { required: true, content: { "application/json": { schema: ref(body) } } },
    }),
    responses: { 200: answer, ...errors(...new Set([...statuses, ...ofBody])) },
  };
}

/** The document, OpenAPI 3.1. */
function describe(modelNames: readonly string[], limits: Limits, hasToken: boolean): Json {
  const guarded = hasToken ? [401] : [];
  return {
    openapi: "3.1.0",
    info: {
      title: "newsclf",
      version,
      description: "Text classifiers: the Open Inference Protocol, and the route of Text Embeddings Inference.",
      license: { name: "MIT", identifier: "MIT" },
    },
    ...(hasToken && { security: [{ token: [] }] }),
    paths: {
      "/v2": {
        get: operation("serverMetadata", {
          summary: "What the server is",
          answer: json("Name and version.", ref("ServerMetadata")),
          statuses: guarded,
        }),
      },
      "/v2/health/live": {
        get: operation("serverLive", {
          summary: "Whether the process works",
          answer: json("It does.", ref("Live")),
          statuses: [503],
          isOpen: true,
        }),
      },
      "/v2/health/ready": {
        get: operation("serverReady", {
          summary: "Whether all models can be asked",
          answer: json("They can.", ref("Ready")),
          statuses: [503],
          isOpen: true,
        }),
      },
      ...(modelNames.length > 0 && modelPaths(modelNames, guarded)),
      "/metrics": {
        get: operation("metrics", {
          summary: "Counts and durations, as Prometheus reads them",
          answer: { description: "Text form 0.0.4.", content: { "text/plain": { schema: { type: "string" } } } },
          statuses: guarded,
        }),
      },
      "/openapi.json": {
        get: operation("openApi", {
          summary: "This document",
          answer: json("OpenAPI 3.1.", { type: "object" }),
          statuses: guarded,
        }),
      },
    },
    components: {
      schemas: createSchemas(modelNames, limits),
      ...(hasToken && { securitySchemes: { token: { type: "http", scheme: "bearer" } } }),
    },
  };
}

/** Those that need a model. */
function modelPaths(modelNames: readonly string[], guarded: readonly number[]): Json {
  const name = { name: "name", in: "path", required: true, schema: { type: "string", enum: modelNames } };
  return {
    "/v2/models/{name}": {
      parameters: [name],
      get: operation("modelMetadata", {
        summary: "What a model takes and answers",
        answer: json("Its version and tensors.", ref("ModelMetadata")),
        statuses: [400, 404, 503, ...guarded],
      }),
    },
    "/v2/models/{name}/ready": {
      parameters: [name],
      get: operation("modelReady", {
        summary: "Whether a model can be asked",
        answer: json("It can.", ref("ModelReady")),
        statuses: [400, 404, 503, ...guarded],
      }),
    },
    "/v2/models/{name}/infer": {
      parameters: [name],
      post: operation("infer", {
        summary: "Classify texts, as tensors",
        answer: json("A value for each text in each output.", ref("InferResponse")),
        body: "InferRequest",
        statuses: [404, ...guarded],
      }),
    },
    "/predict": {
      post: operation("predict", {
        summary: "Classify a text, or each of a list",
        answer: json("Classes, the most probable first; of a list a list for each text.", ref("PredictResponse")),
        body: "PredictRequest",
        statuses: [404, ...guarded],
      }),
    },
  };
}

export const openApi: Route = {
  method: "GET",
  path: "/openapi.json",
  handle: (asked, { models, limits, hasToken }) =>
    sendJson(
      asked,
      describe(
        models.slots.map(({ name }) => name),
        limits,
        hasToken,
      ),
    ),
};
