// Bytes to UTF-8 that can be trusted: nothing is replaced silently.

import { isUtf8 } from "node:buffer";
import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import { findBinary, findEncoding } from "./_recognise-bytes.ts";

/** Enough to see an encoding and a header. */
export const HEAD_BYTES: number = 1 << 16;
/** The byte order mark of UTF-8. */
export const MARK: Uint8Array = Uint8Array.of(0xef, 0xbb, 0xbf);

/** What a text file is and how to read it. */
export interface TextFormat {
  /** Shown in errors. */
  readonly name: string;
  /** Default UTF-8. */
  readonly encoding?: string | undefined;
  /** Begins the codes of errors: `CSV_UTF8`, `DATA_UTF8`. */
  readonly family: "CSV" | "DATA";
}

/** A byte that text cannot have; its place is the end of what came before. */
export class BadByte extends Error {
  /** Undefined in encodings other than UTF-8, but for a NUL. */
  readonly value: number | undefined;

  constructor(value: number | undefined) {
    super("not text");
    this.value = value;
  }
}

/** Whether positions in the decoded text are those in the file. */
export function isUtf8Name(encoding: string | undefined): boolean {
  return encoding === undefined || /^utf-?8$/i.test(encoding);
}

/**
 * The first chunk has at least 64 KiB, or all of the text. What is good before a bad byte still comes out, so that an earlier
 * error in the text is the one reported.
 *
 * @throws NewsclfError `_GZIP`, `_ZSTD`, `_ENCODING`, `_BINARY`, each with the family's prefix; {@link BadByte}.
 */
export async function* decodeText(source: AsyncIterable<Uint8Array>, format: TextFormat): AsyncGenerator<Buffer> {
  const { name: place, family, encoding } = format;
  const chunks = withHead(source);
  const { value: head, done } = await chunks.next();
  if (done) return;
  const binary = findBinary(head);
  if (binary !== undefined)
    throw new NewsclfError(`${family}_${binary.code}`, binary.message, { place, fix: binary.fix });
  // A mark is surer than what somebody says of all files of a folder.
  if (!isUtf8Name(encoding) && !head.subarray(0, MARK.length).equals(MARK)) {
    yield* transcode(withFirst(head, chunks), encoding!, format);
    return;
  }
  const found = findEncoding(head);
  if (found !== undefined) {
    const fix = found.startsWith("UTF-16")
      ? sentence`${setting("encoding", found.toLowerCase().replace("-", ""))}`
      : "convert it to UTF-8";
    throw new NewsclfError(`${family}_ENCODING`, `looks like ${found}`, { place, fix });
  }
  yield* validate(withFirst(head, chunks));
}

/** Puts the first chunks together until there are enough bytes to look at. */
async function* withHead(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, void> {
  const parts: Buffer[] = [];
  let missing = HEAD_BYTES;
  for await (const chunk of source) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (missing <= 0) yield bytes;
    else {
      parts.push(bytes);
      missing -= bytes.length;
      if (missing <= 0) yield Buffer.concat(parts.splice(0));
    }
  }
  if (parts.some(({ length }) => length > 0)) yield Buffer.concat(parts);
}

async function* withFirst(first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}

/** Passes valid UTF-8 on; characters cut by a chunk's end are put together again. */
async function* validate(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let carry: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = carry.length === 0 ? chunk : Buffer.concat([carry, chunk]);
    const end = endOfWholeCharacters(bytes);
    carry = bytes.subarray(end);
    yield* goodPart(bytes.subarray(0, end));
  }
  yield* goodPart(carry);
}

function* goodPart(bytes: Buffer): Generator<Buffer> {
  const nul = bytes.indexOf(0);
  const invalid = isUtf8(bytes) ? -1 : firstInvalid(bytes);
  if (nul < 0 && invalid < 0) {
    if (bytes.length > 0) yield bytes;
    return;
  }
  const end = nul < 0 || (invalid >= 0 && invalid < nul) ? invalid : nul;
  yield bytes.subarray(0, end);
  throw new BadByte(bytes[end]!);
}

/** How many bytes remain when a character that is cut off at the end is left for the next chunk. */
function endOfWholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) return bytes.length;
    if (byte < 0xc0) continue;
    const size = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return size > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** Length of the longest prefix of whole characters that is valid; by halving, for bytes that are not. */
function firstInvalid(bytes: Buffer): number {
  let [valid, invalid] = [0, bytes.length];
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    if (isUtf8(bytes.subarray(0, endOfWholeCharacters(bytes.subarray(0, middle))))) valid = middle;
    else invalid = middle;
  }
  while (!isUtf8(bytes.subarray(0, valid))) valid--;
  return valid;
}

async function* transcode(
  chunks: AsyncIterable<Buffer>,
  encoding: string,
  { name: place, family }: TextFormat,
): AsyncGenerator<Buffer> {
  let strict: TextDecoder;
  // "utf16le" and "utf16be" are what people type; the standard has a hyphen.
  const standardName = encoding.replace(/^utf-?16-?/i, "utf-16");
  try {
    strict = new TextDecoder(standardName, { fatal: true });
  } catch (cause) {
    const fix = "use a name such as latin1, windows-1252 or utf16le";
    throw new NewsclfError(`${family}_ENCODING`, `unknown encoding "${encoding}"`, { place, fix, cause });
  }
  // Says how far the text is good, which the strict one does not.
  const lenient = new TextDecoder(standardName);
  const decode = function* (bytes?: Buffer): Generator<Buffer> {
    const text = lenient.decode(bytes, { stream: bytes !== undefined });
    const nul = text.indexOf("\0");
    let invalid = -1;
    try {
      strict.decode(bytes, { stream: bytes !== undefined });
    } catch {
      const at = text.indexOf("\ufffd");
      invalid = at < 0 ? text.length : at;
    }
    if (nul < 0 && invalid < 0) {
      yield Buffer.from(text);
      return;
    }
    const isNul = invalid < 0 || (nul >= 0 && nul < invalid);
    yield Buffer.from(text.slice(0, isNul ? nul : invalid));
    throw new BadByte(isNul ? 0 : undefined);
  };
  for await (const bytes of chunks) yield* decode(bytes);
  yield* decode();
}
