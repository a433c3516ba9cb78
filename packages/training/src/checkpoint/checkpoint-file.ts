// Saved state on disk: a line of JSON, the arrays of numbers one after another, and a SHA-256 of it all. For the machine that
// wrote it: numbers are in its byte order.

import { createHash } from "node:crypto";
import type { Json } from "@newsclf/evaluation";
import { NewsclfError } from "@newsclf-internal/errors";
import { readBytes, saveFile } from "@newsclf-internal/files";
import type { Saved } from "../trainer/snapshot.ts";

const KINDS = { Float32Array, Float64Array, Int32Array } as const;
type Numbers = Float32Array | Float64Array | Int32Array;
type Path = readonly (string | number)[];

/** `null` stands in the tree where an array was. */
interface Header {
  readonly format: typeof FORMAT;
  readonly tree: Json;
  readonly arrays: readonly { readonly path: Path; readonly kind: keyof typeof KINDS; readonly length: number }[];
}

const FORMAT = "newsclf checkpoint 1";
const LINE_END = 10;
const DIGEST_SIZE = 32;
/** At once, below 2 GiB. */
const MAX_HASHED = 2 ** 30;

/**
 * Writes the state, or leaves what was at `path` as it was.
 *
 * @throws NewsclfError `WRITE_FAILED`.
 */
export async function saveCheckpoint(path: string, state: Saved): Promise<void> {
  const arrays: { path: Path; numbers: Numbers }[] = [];
  const tree = withoutArrays(state, [], (place, numbers) => arrays.push({ path: place, numbers }));
  const places = arrays.map(({ path: place, numbers }) => ({
    ...{ path: place, kind: numbers.constructor.name as keyof typeof KINDS, length: numbers.length },
  }));
  const header: Header = { format: FORMAT, tree, arrays: places };
  const parts = [
    Buffer.from(`${JSON.stringify(header)}\n`),
    ...arrays.map(({ numbers }) => new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)),
  ];
  await saveFile(path, [...parts, sha256(parts)]);
}

/**
 * What `saveCheckpoint` wrote.
 *
 * @throws NewsclfError `CHECKPOINT_CORRUPT` for anything else; the system's error where there is no such file.
 */
export async function loadCheckpoint(path: string): Promise<Saved> {
  const bytes = await readBytes(path);
  const end = bytes.length - DIGEST_SIZE;
  if (end < 0 || !sha256([bytes.subarray(0, end)]).equals(bytes.subarray(end))) throw corrupt(path);
  const lineEnd = bytes.indexOf(LINE_END);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(0, lineEnd))) as Header;
  if (header.format !== FORMAT) throw corrupt(path);
  const root = { state: header.tree as Saved };
  let at = lineEnd + 1;
  for (const { path: place, kind, length } of header.arrays) {
    const Kind = KINDS[kind];
    const size = length * Kind.BYTES_PER_ELEMENT;
    // At any alignment.
    put(root, place, new Kind(bytes.slice(at, at + size).buffer));
    at += size;
  }
  return root.state;
}

/** The same tree with `null` in the place of each array; `found` is told of them in order. */
function withoutArrays(state: Saved, path: Path, found: (path: Path, numbers: Numbers) => void): Json {
  if (ArrayBuffer.isView(state)) {
    found(path, state);
    return null;
  }
  if (Array.isArray(state)) return state.map((value, i) => withoutArrays(value, [...path, i], found));
  if (typeof state !== "object" || state === null) return state as Json;
  const entries = Object.entries(state).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([key, value]) => [key, withoutArrays(value, [...path, key], found)]));
}

function put(root: { state: Saved }, path: Path, numbers: Numbers): void {
  const steps = ["state", ...path];
  const parent = steps.slice(0, -1).reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], root);
  (parent as Record<string, unknown>)[steps.at(-1)!] = numbers;
}

function sha256(parts: readonly Uint8Array[]): Buffer {
  const hash = createHash("sha256");
  for (const part of parts) {
    for (let at = 0; at < part.length; at += MAX_HASHED) hash.update(part.subarray(at, at + MAX_HASHED));
  }
  return hash.digest();
}

function corrupt(path: string): NewsclfError {
  return new NewsclfError("CHECKPOINT_CORRUPT", "is no whole checkpoint", { place: path, fix: "remove it" });
}
