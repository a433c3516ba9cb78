// Bytes to text in UTF-8: nothing is replaced silently.

import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import { Buffer, isUtf8 } from "@newsclf-internal/platform";
import { findBinary, findEncoding } from "./_recognise-bytes.ts";

/** Enough to see an encoding and a header. */
export const HEAD_BYTES: number = 1 << 16;
/** The byte order mark of UTF-8. */
export const MARK: Uint8Array = Uint8Array.of(0xef, 0xbb, 0xbf);

export function startsWithMark(bytes: Uint8Array): boolean {
  return MARK.every((byte, i) => bytes[i] === byte);
}

/** What a text file is and how to read it. */
export interface TextFormat {
  /** Shown in errors. */
  readonly name: string;
  /** Default UTF-8. */
  readonly encoding?: string | undefined;
  /** Begins the codes of errors: `CSV_UTF8`, `DATA_UTF8`. */
  readonly family: "CSV" | "DATA";
  /** So many are waited for before anything comes out. Default {@link HEAD_BYTES}. */
  readonly headBytes?: number | undefined;
}

/** A character that text cannot have; its place is the end of what came before. */
export class BadCharacter extends Error {
  readonly isNul: boolean;

  constructor(isNul: boolean) {
    super("not text");
    this.isNul = isNul;
  }
}

/** Whether positions in the decoded text are those in the file. */
export function isUtf8Name(encoding: string | undefined): boolean {
  return encoding === undefined || /^utf-?8$/i.test(encoding);
}

/**
 * The first chunk has at least `headBytes`, or all of the text. What is called UTF-8 is passed on as it is, for readers to refuse the
 * rows that are not. What is good before a bad character still comes out, so that an earlier error is the one reported.
 *
 * @throws NewsclfError `_GZIP`, `_ZSTD`, `_ENCODING`, `_BINARY`, each with the family's prefix; {@link BadCharacter}.
 */
export async function* decodeText(source: AsyncIterable<Uint8Array>, format: TextFormat): AsyncGenerator<Buffer> {
  const { name: place, family, encoding, headBytes = HEAD_BYTES } = format;
  const chunks = withHead(source, headBytes);
  const { value: head, done } = await chunks.next();
  if (done) return;
  const binary = findBinary(head);
  if (binary !== undefined)
    throw new NewsclfError(`${family}_${binary.code}`, binary.message, { place, fix: binary.fix });
  // A mark is surer than what somebody says of all files of a folder.
  if (!isUtf8Name(encoding) && !startsWithMark(head)) {
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
  yield* refuseNul(withFirst(head, chunks));
}

/** Puts the first chunks together until there are enough bytes to look at. */
async function* withHead(source: AsyncIterable<Uint8Array>, headBytes: number): AsyncGenerator<Buffer, void> {
  const parts: Buffer[] = [];
  let missing = headBytes;
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

async function* refuseNul(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const bytes of chunks) {
    const nul = bytes.indexOf(0);
    if (nul !== 0) yield nul < 0 ? bytes : bytes.subarray(0, nul);
    if (nul >= 0) throw new BadCharacter(true);
  }
}

/** How many bytes remain when a character that is cut off at the end is left for the next chunk. */
export function endOfWholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) return bytes.length;
    if (byte < 0xc0) continue;
    const size = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return size > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** Of the first byte that is no UTF-8; -1 where all is. */
export function firstInvalid(bytes: Buffer): number {
  if (isUtf8(bytes)) return -1;
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
    throw new BadCharacter(isNul);
  };
  for await (const bytes of chunks) yield* decode(bytes);
  yield* decode();
}
