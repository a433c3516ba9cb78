// POST /v2/models/NAME/infer: texts as a tensor of BYTES, answers as tensors.

import type { Answer } from "@newsclf/classifier/inference/node";
import {
  badField,
  checkIgnored,
  checkList,
  checkObject,
  checkString,
  checkTexts,
  refuseField,
} from "../http/fields.ts";
import { HttpError } from "../http/http-error.ts";
import { show } from "../http/show.ts";
import type { Limits } from "../limits.ts";
import { loadedModel } from "../models/models.ts";
import { checkOpen, type Route, readJson, sendJson } from "./route.ts";

/** A tensor that a model takes or gives; -1 is the number of texts. */
export interface TensorInfo {
  readonly name: string;
  readonly datatype: "BYTES" | "FP32";
  readonly shape: readonly [-1];
}

interface Output {
  readonly datatype: TensorInfo["datatype"];
  valueOf(answers: readonly Answer[]): string | number;
}

export const INPUT: TensorInfo = { name: "text", datatype: "BYTES", shape: [-1] };

/** Each with the value of a text; a text that gets no answer has an empty label, and what is known of it stands in `answers`. */
const OUTPUTS: Readonly<Record<string, Output>> = {
  label: { datatype: "BYTES", valueOf: ([first]: readonly Answer[]) => first?.label ?? "" },
  probability: { datatype: "FP32", valueOf: ([first]: readonly Answer[]) => first?.probability ?? 0 },
  answers: { datatype: "BYTES", valueOf: (answers: readonly Answer[]) => JSON.stringify(answers) },
};

const OUTPUT_NAMES = Object.keys(OUTPUTS);

export const OUTPUT_INFO: readonly TensorInfo[] = OUTPUT_NAMES.map((name) => ({
  name,
  datatype: OUTPUTS[name]!.datatype,
  shape: [-1],
}));

export const infer: Route = {
  method: "POST",
  path: "/v2/models/:name/infer",
  async handle(asked, services) {
    checkOpen(services);
    const slot = services.models.find(asked.req.param("name")!);
    if (asked.env.incoming.headers["inference-header-content-length"] !== undefined) {
      throw new HttpError(400, "BINARY_TENSORS", "tensors in binary form are not supported; send data as JSON");
    }
    const body = checkObject(await readJson(asked, services), "", [
      "model_name",
      "id",
      "parameters",
      "inputs",
      "outputs",
    ]);
    if (body.model_name !== undefined) checkName(body.model_name, slot.name);
    const id = body.id === undefined ? undefined : checkString(body.id, "id");
    if (body.parameters !== undefined) checkIgnored(body.parameters, "parameters");
    const texts = textsOf(body.inputs, services.limits);
    const names = body.outputs === undefined ? OUTPUT_NAMES : outputNames(body.outputs);
    loadedModel(slot);
    const { answers, model } = await services.pool().classify(slot, texts, undefined);
    services.metrics.countTexts(slot.name, texts.length);
    return sendJson(asked, {
      model_name: slot.name,
      model_version: model.version,
      ...(id !== undefined && { id }),
      outputs: names.map((name) => ({
        name,
        datatype: OUTPUTS[name]!.datatype,
        shape: [texts.length],
        data: answers.map(OUTPUTS[name]!.valueOf),
      })),
    });
  },
};

/** KServe's client says in the body too which model it means. */
function checkName(given: unknown, name: string): void {
  const field = "model_name";
  if (checkString(given, field) !== name) throw refuseField(field, `expected ${show(name)}, as the URL has it`);
}

function textsOf(inputs: unknown, limits: Limits): readonly string[] {
  const list = checkList(inputs, "inputs");
  if (list.length !== 1) throw refuseField("inputs", `expected one tensor, "${INPUT.name}", found ${list.length}`);
  const field = "inputs[0]";
  const tensor = checkObject(list[0], field, ["name", "datatype", "shape", "data", "parameters"]);
  if (tensor.parameters !== undefined) checkIgnored(tensor.parameters, `${field}.parameters`);
  for (const key of ["name", "datatype"] as const) {
    const value = checkString(tensor[key], `${field}.${key}`);
    if (value !== INPUT[key]) throw refuseField(`${field}.${key}`, `expected "${INPUT[key]}", found ${show(value)}`);
  }
  const shape = checkList(tensor.shape, `${field}.shape`);
  const data = checkList(tensor.data, `${field}.data`);
  const isColumn = shape.length === 2 && shape[1] === 1;
  // Rows of a column may stand in lists of their own.
  const flat = isColumn && data.every((row) => Array.isArray(row) && row.length === 1) ? data.flat() : data;
  if (!(shape.length === 1 || isColumn) || shape[0] !== flat.length) {
    throw refuseField(`${field}.shape`, `expected [${flat.length}] or [${flat.length}, 1], as data has it`);
  }
  return checkTexts(flat, `${field}.data`, limits);
}

function outputNames(outputs: unknown): string[] {
  const list = checkList(outputs, "outputs");
  if (list.length === 0) throw refuseField("outputs", "expected at least one output, found none");
  if (list.length > OUTPUT_NAMES.length)
    throw refuseField("outputs", `expected at most ${OUTPUT_NAMES.length} outputs`);
  return list.map((item, i) => {
    const { name, parameters } = checkObject(item, `outputs[${i}]`, ["name", "parameters"]);
    if (parameters !== undefined) checkIgnored(parameters, `outputs[${i}].parameters`);
    if (typeof name !== "string") throw badField(`outputs[${i}].name`, "a string", name);
    const known = OUTPUT_NAMES.find((output) => output === name);
    if (known !== undefined) return known;
    throw refuseField(`outputs[${i}].name`, `expected one of ${OUTPUT_NAMES.join(", ")}, found ${show(name)}`);
  });
}
