// A trained model as named files, and back. Data only: nothing in it is run, and nothing is allocated before the sizes
// that it claims have been checked.

import { layersModelJson } from "./_layers-model.ts";
import { paramSize, paramSpecs } from "./_params.ts";
import { parseStrictJson } from "./_strict-json.ts";
import { type ClassifierConfig, checkConfig } from "./config.ts";
import { LstmClassifier } from "./lstm-classifier.ts";
import { ModelError } from "./model-error.ts";

/** The version of the format that this package writes, and the newest that it reads. */
export const FORMAT_VERSION = 1;

/** A classifier with all that it takes to go from a text to the name of a class. */
export interface TrainedModel {
  readonly classifier: LstmClassifier;
  /** `[C]`, the name of each class. */
  readonly labelNames: readonly string[];
  /** The content of `tokenizer.json`. */
  readonly tokenizer: unknown;
  /** Longest input in tokens; longer texts are cut. */
  readonly maxLength: number;
  /** Whether the classifier was trained on texts padded to `maxLength`, with the padding read as if it were text. */
  readonly readPadding: boolean;
}

interface Manifest {
  readonly formatVersion: number;
  readonly files: Readonly<Record<string, { readonly size: number; readonly sha256: string }>>;
}

interface ModelSettings {
  readonly classifier: ClassifierConfig;
  readonly labelNames: unknown;
  readonly maxLength: unknown;
  readonly readPadding: unknown;
}

const RETRAIN = { fix: "copy the model folder again, or train it again" };

const FILE_NAMES = ["config.json", "tokenizer.json", "model.json", "weights.bin"] as const;

/** The files of a model folder, `manifest.json` (sizes and SHA-256 of the others) last. */
export async function encodeModel(model: TrainedModel): Promise<Map<string, Uint8Array>> {
  const { classifier, labelNames, tokenizer, maxLength, readPadding } = model;
  const weights = await Promise.all(classifier.params.map((param) => param.data() as Promise<Float32Array>));
  const files = new Map<string, Uint8Array>([
    ["config.json", json({ classifier: classifier.config, labelNames, maxLength, readPadding })],
    ["tokenizer.json", json(tokenizer)],
    ["model.json", json(layersModelJson(classifier.config, readPadding))],
    ["weights.bin", joinWeights(weights)],
  ]);
  const entries = await Promise.all(
    [...files].map(async ([name, bytes]) => [name, { size: bytes.length, sha256: await sha256(bytes) }] as const),
  );
  return files.set("manifest.json", json({ formatVersion: FORMAT_VERSION, files: Object.fromEntries(entries) }));
}

/**
 * Reads a model.
 *
 * @param readFile - Resolves to the bytes of a file of the model folder, or to undefined where it is missing.
 * @throws ModelError with a code of the MODEL family: missing, changed, too new, or inconsistent files.
 */
export async function decodeModel(readFile: (name: string) => Promise<Uint8Array | undefined>): Promise<TrainedModel> {
  const manifest = parseObject("manifest.json", await required(readFile, "manifest.json")) as Partial<Manifest>;
  checkVersion(manifest.formatVersion);
  checkNames(Object.keys(manifest.files ?? {}));
  const files = new Map<string, Uint8Array>();
  for (const name of FILE_NAMES) {
    const bytes = await required(readFile, name);
    const entry = manifest.files?.[name];
    if (entry === undefined) throw new ModelError("MODEL_JSON", `manifest.json: no entry for ${name}`, RETRAIN);
    if (bytes.length !== entry.size) {
      throw new ModelError("MODEL_SIZE", `${name}: ${bytes.length} bytes, manifest says ${entry.size}`, RETRAIN);
    }
    if ((await sha256(bytes)) !== entry.sha256) {
      throw new ModelError("MODEL_CORRUPT", `${name}: SHA-256 differs from manifest`, RETRAIN);
    }
    files.set(name, bytes);
  }
  const config = parseObject("config.json", files.get("config.json")!) as Partial<ModelSettings>;
  const classifierConfig = checkConfig(config.classifier ?? ({} as ClassifierConfig));
  const settings = checkSettings(config, classifierConfig.numClasses);
  const layers = layersModelJson(classifierConfig, settings.readPadding);
  checkLayers(parseObject("model.json", files.get("model.json")!), layers);
  const weights = splitWeights(classifierConfig, files.get("weights.bin")!);
  return {
    ...settings,
    tokenizer: parseObject("tokenizer.json", files.get("tokenizer.json")!),
    classifier: new LstmClassifier(classifierConfig, weights),
  };
}

function checkVersion(version: unknown): void {
  if (!Number.isInteger(version) || (version as number) < 1) {
    throw new ModelError("MODEL_VERSION", `manifest.json: expected a formatVersion, found ${quote(version)}`, RETRAIN);
  }
  if ((version as number) > FORMAT_VERSION) {
    throw new ModelError("MODEL_VERSION", `format ${version}; this newsclf reads ${FORMAT_VERSION}`, {
      fix: "upgrade newsclf",
    });
  }
}

/** Only the known names are read; a manifest with others of this kind was made to fool somebody. */
function checkNames(names: readonly string[]): void {
  const path = names.find((name) => /[/\\:]|^\.\.$/.test(name));
  if (path !== undefined) throw new ModelError("MODEL_PATH", `${quote(path)} leaves the model directory`, RETRAIN);
}

/** Nothing here reads the layers, but `tf.loadLayersModel` does. */
function checkLayers(topology: object, expected: object): void {
  const known = classNames(expected);
  const stranger = classNames(topology).find((name) => !known.includes(name));
  if (stranger === undefined) return;
  throw new ModelError("MODEL_LAYER", `layer type ${quote(stranger)} is not supported by newsclf models`, RETRAIN);
}

function classNames(value: object): unknown[] {
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === "class_name") return [inner];
    return typeof inner === "object" && inner !== null ? classNames(inner) : [];
  });
}

function quote(value: unknown): string {
  return String(JSON.stringify(value)).slice(0, 120);
}

function splitWeights(config: ClassifierConfig, bytes: Uint8Array): Float32Array[] {
  const specs = paramSpecs(config);
  const numBytes = 4 * specs.reduce((sum, spec) => sum + paramSize(spec), 0);
  if (numBytes !== bytes.length) {
    throw new ModelError(
      "MODEL_LIMIT",
      `the parameters need ${numBytes} bytes; weights.bin has ${bytes.length}`,
      RETRAIN,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let offset = 0;
  return specs.map((spec) =>
    Float32Array.from({ length: paramSize(spec) }, (_, i) => {
      const value = view.getFloat32(offset, true);
      if (!Number.isFinite(value)) throw new ModelError("MODEL_NONFINITE", `${spec.name}[${i}]`, RETRAIN);
      offset += 4;
      return value;
    }),
  );
}

function joinWeights(weights: readonly Float32Array[]): Uint8Array {
  const numValues = weights.reduce((sum, { length }) => sum + length, 0);
  const view = new DataView(new ArrayBuffer(4 * numValues));
  let offset = 0;
  for (const values of weights) {
    for (const value of values) {
      view.setFloat32(offset, value, true);
      offset += 4;
    }
  }
  return new Uint8Array(view.buffer);
}

async function required(
  readFile: (name: string) => Promise<Uint8Array | undefined>,
  name: string,
): Promise<Uint8Array> {
  const bytes = await readFile(name);
  if (bytes === undefined) throw new ModelError("MODEL_MISSING", name, RETRAIN);
  return bytes;
}

function checkSettings(
  { labelNames, maxLength, readPadding }: Partial<ModelSettings>,
  numClasses: number,
): Pick<TrainedModel, "labelNames" | "maxLength" | "readPadding"> {
  const fail = (name: string, expected: string, found: unknown): never => {
    const message = `config.json: ${name}: expected ${expected}, found ${quote(found)}`;
    throw new ModelError("MODEL_JSON", message, RETRAIN);
  };
  if (!Array.isArray(labelNames) || !labelNames.every((name) => typeof name === "string")) {
    return fail("labelNames", "a list of strings", labelNames);
  }
  if (new Set(labelNames).size !== labelNames.length) return fail("labelNames", "distinct names", labelNames);
  if (labelNames.length !== numClasses) {
    throw new ModelError("MODEL_MISMATCH", `${labelNames.length} label names, ${numClasses} outputs`, RETRAIN);
  }
  if (!Number.isInteger(maxLength) || (maxLength as number) < 1) {
    return fail("maxLength", "a positive integer", maxLength);
  }
  if (typeof readPadding !== "boolean") return fail("readPadding", "true or false", readPadding);
  return { labelNames, maxLength: maxLength as number, readPadding };
}

function parseObject(name: string, bytes: Uint8Array): object {
  let value: unknown;
  try {
    value = parseStrictJson(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new ModelError("MODEL_JSON", `${name}: ${(cause as Error).message}`, { cause, ...RETRAIN });
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw new ModelError("MODEL_JSON", `${name}: expected an object`, RETRAIN);
}

function json(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 1)}\n`);
}

async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
