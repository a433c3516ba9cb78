// manifest.json: the version of the format, and size and SHA-256 of each file.

import { NewsclfError } from "@newsclf-internal/errors";
import { decodeJson, encodeJson, isObject } from "./json.ts";
import { quote, unusable } from "./unusable.ts";

/** The version of the format that this package writes, and the newest that it reads. */
export const FORMAT_VERSION = 3;

/** Resolves to the bytes of a file of the model folder, which are kept and must stay as they are; to undefined where it is missing. */
export type ReadFile = (name: string) => Promise<Uint8Array | undefined>;

export interface Manifest {
  readonly formatVersion: number;
  readonly files: Readonly<Record<string, unknown>>;
}

export async function encodeManifest(files: ReadonlyMap<string, Uint8Array>): Promise<Uint8Array> {
  const entries = await Promise.all(
    [...files].map(async ([name, bytes]) => [name, { size: bytes.length, sha256: await sha256(bytes) }] as const),
  );
  return encodeJson({ formatVersion: FORMAT_VERSION, files: Object.fromEntries(entries) });
}

/** @throws NewsclfError `MODEL_MISSING`, `MODEL_JSON`, `MODEL_VERSION` or `MODEL_PATH`. */
export async function readManifest(readFile: ReadFile): Promise<Manifest> {
  const { formatVersion, files = {} } = decodeJson("manifest.json", await required(readFile, "manifest.json"));
  checkVersion(formatVersion);
  if (!isObject(files)) throw unusable("MODEL_JSON", `manifest.json: expected files, found ${quote(files)}`);
  checkNames(Object.keys(files));
  return { formatVersion, files };
}

/**
 * Reads those of the named files that the manifest has, all at once; each is awaited where it is wanted.
 *
 * @returns A file by its name. It throws a NewsclfError `MODEL_MISSING`, `MODEL_JSON`, `MODEL_SIZE` or `MODEL_CORRUPT` where it is
 * not the one that the manifest means.
 */
export function readFiles<Name extends string>(
  names: readonly Name[],
  manifest: Manifest,
  readFile: ReadFile,
): (name: Name) => Promise<Uint8Array> {
  const read = (name: Name): Promise<Uint8Array> => readChecked(name, manifest, readFile);
  const started = new Map(
    names.filter((name) => Object.hasOwn(manifest.files, name)).map((name) => [name, read(name)]),
  );
  // What is wrong with a file is said by whoever wants it.
  for (const bytes of started.values()) bytes.catch(() => {});
  return (name) => started.get(name) ?? read(name);
}

async function readChecked(name: string, manifest: Manifest, readFile: ReadFile): Promise<Uint8Array> {
  const bytes = await required(readFile, name);
  const entry = manifest.files[name];
  if (!isObject(entry)) throw unusable("MODEL_JSON", `manifest.json: no entry for ${name}`);
  if (bytes.length !== entry.size) {
    throw unusable("MODEL_SIZE", `${name}: ${bytes.length} bytes, manifest says ${entry.size}`);
  }
  if ((await sha256(bytes)) !== entry.sha256) {
    throw unusable("MODEL_CORRUPT", `${name}: SHA-256 differs from manifest`);
  }
  return bytes;
}

function checkVersion(version: unknown): asserts version is number {
  if (!Number.isInteger(version) || (version as number) < 1) {
    throw unusable("MODEL_VERSION", `manifest.json: expected a formatVersion, found ${quote(version)}`);
  }
  if ((version as number) > FORMAT_VERSION) {
    throw new NewsclfError("MODEL_VERSION", `format ${version}; this newsclf reads ${FORMAT_VERSION}`, {
      fix: "upgrade newsclf",
    });
  }
}

/** Only the known names are read; a manifest with others of this kind was made to fool somebody. */
function checkNames(names: readonly string[]): void {
  const path = names.find((name) => /[/\\:]|^\.\.$/.test(name));
  if (path !== undefined) throw unusable("MODEL_PATH", `${quote(path)} leaves the model directory`);
}

async function required(readFile: ReadFile, name: string): Promise<Uint8Array> {
  const bytes = await readFile(name);
  if (bytes === undefined) throw unusable("MODEL_MISSING", name);
  return bytes;
}

async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await digestOf(bytes);
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** What `crypto.subtle` takes at once. */
const MAX_SUBTLE = 2 ** 31 - 1;

/** Pages that were sent by plain HTTP have no `crypto.subtle`. */
async function digestOf(bytes: Uint8Array): Promise<Uint8Array> {
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
  if (subtle && bytes.length <= MAX_SUBTLE)
    return new Uint8Array(await subtle.digest("SHA-256", bytes as BufferSource));
  const { sha256: hash } = await import("@noble/hashes/sha2.js");
  return hash(bytes);
}
