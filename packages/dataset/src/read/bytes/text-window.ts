// The part of a text that is being read, and where it stands in the file: line, record, byte.

import { NewsclfError } from "@newsclf-internal/errors";
import { Buffer, isAscii, isUtf8 } from "@newsclf-internal/platform";
import { escapeText } from "../../escape-text.ts";
import { adviseEncoding } from "./_advise-encoding.ts";
import {
  BadCharacter,
  decodeText,
  endOfWholeCharacters,
  firstInvalid,
  isUtf8Name,
  MARK,
  startsWithMark,
  type TextFormat,
} from "./decode-text.ts";

const LF = 10;
const CR = 13;
const MAX_SHOWN_BYTES = 1000;

/**
 * Bytes that have been read and not yet been used up. Lines end with LF, CR LF or a lone CR.
 *
 * Readers take what is whole from `bytes` and move `position` on, in a loop `while (await window.advance())`.
 */
export class TextWindow {
  /** UTF-8 without a byte order mark; whether a part is valid, `invalidIn` tells. */
  bytes: Buffer = Buffer.alloc(0);
  /** The bytes before it have been used up. */
  position = 0;
  /** Whether the text ends with these bytes. */
  isLast = false;
  readonly #chunks: AsyncGenerator<Buffer>;
  readonly #format: TextFormat;
  #isStarted = false;
  #failure: unknown;
  /** Of the first byte, in the file. */
  #offset = 0;
  /** Line of the first byte. */
  #line = 1;
  /** Where that line begins; 0 or less. */
  #lineStart = 0;
  #afterCr = false;
  /** Whether bytes that were dropped had UTF-8 beyond ASCII. */
  #hadUtf8 = false;

  constructor(source: AsyncIterable<Uint8Array>, format: TextFormat) {
    this.#chunks = decodeText(source, format);
    this.#format = format;
  }

  /**
   * Drops what has been used up and reads on: at least as many bytes as remain, so that what is not whole yet is gone through
   * again only once its length has doubled.
   *
   * @returns Whether there may be something new to take; false after the last bytes.
   * @throws NewsclfError about bytes that are no text, once everything before them has been offered.
   */
  async advance(): Promise<boolean> {
    if (this.isLast) return false;
    this.#drop(this.position);
    this.position = 0;
    if (this.#failure !== undefined) throw this.#explain(this.#failure);
    const parts = this.bytes.length === 0 ? [] : [this.bytes];
    const needed = this.bytes.length;
    try {
      for (let added = 0; added === 0 || added < needed; ) {
        const { value, done } = await this.#chunks.next();
        if (done) {
          this.isLast = true;
          break;
        }
        parts.push(value);
        added += value.length;
      }
    } catch (error) {
      this.#failure = error;
    }
    this.bytes = parts.length === 1 ? parts[0]! : Buffer.concat(parts);
    if (!this.#isStarted) this.#skipMark();
    this.#isStarted = true;
    return true;
  }

  /** Whether the next advance throws: what is left of the last line is no row. */
  get isCut(): boolean {
    return this.#failure !== undefined;
  }

  /** The first byte that is no UTF-8; -1 where all are. */
  invalidIn(begin: number, end: number): number {
    const at = firstInvalid(this.bytes.subarray(begin, end));
    return at < 0 ? -1 : begin + at;
  }

  /** @param index - Of `invalidIn`. */
  describeInvalid(index: number): NewsclfError {
    const { name, family } = this.#format;
    const { line, start } = this.#lineAt(index);
    const hex = this.bytes[index]!.toString(16).toUpperCase();
    return new NewsclfError(`${family}_UTF8`, `0x${hex} is not valid UTF-8`, {
      place: `${name}:${line} byte ${index - start + 1}`,
      fix: adviseEncoding(this.bytes, index, this.#hadUtf8),
    });
  }

  /** 1-based line of a byte of the window. */
  lineOf(index: number): number {
    return this.#lineAt(index).line;
  }

  /** Last line of what has been read. */
  get lastLine(): number {
    const { line, start } = this.#lineAt(this.bytes.length);
    return start === this.bytes.length && line > 1 ? line - 1 : line;
  }

  /** `data.csv:6 (record 3, byte 41)`; bytes are counted from 0, and only where those of the file are known. */
  place(index: number, record: number): string {
    const { name, encoding } = this.#format;
    const byte = isUtf8Name(encoding) ? `, byte ${this.#offset + index}` : "";
    return `${name}:${this.lineOf(index)} (record ${record}${byte})`;
  }

  /** The line of a byte, as errors show it. */
  excerpt(index: number): string {
    const { line, start } = this.#lineAt(index);
    const from = Math.max(0, start);
    const shown = this.bytes.toString("utf8", from, from + MAX_SHOWN_BYTES);
    return `${line} | ${escapeText(shown.split(/[\r\n]/, 1)[0]!)}`;
  }

  #drop(used: number): void {
    const { line, start } = this.#lineAt(used);
    const dropped = this.bytes.subarray(0, used);
    this.#hadUtf8 ||= !isAscii(dropped) && isUtf8(dropped.subarray(0, endOfWholeCharacters(dropped)));
    if (used > 0) this.#afterCr = this.bytes[used - 1] === CR;
    this.#line = line;
    this.#lineStart = start - used;
    this.#offset += used;
    this.bytes = this.bytes.subarray(used);
  }

  #lineAt(index: number): { line: number; start: number } {
    const bytes = this.bytes.subarray(0, index);
    let line = this.#line;
    let start = this.#lineStart;
    let afterCr = this.#afterCr;
    // Most files have LF alone, which is found faster than byte by byte.
    if (!afterCr && !bytes.includes(CR)) {
      for (let lf = bytes.indexOf(LF); lf >= 0; lf = bytes.indexOf(LF, start)) {
        line++;
        start = lf + 1;
      }
      return { line, start };
    }
    for (let i = 0; i < index; i++) {
      const byte = bytes[i]!;
      if (byte === CR || byte === LF) start = i + 1;
      if (byte === CR || (byte === LF && !afterCr)) line++;
      afterCr = byte === CR;
    }
    return { line, start };
  }

  #skipMark(): void {
    if (!startsWithMark(this.bytes)) return;
    this.#offset = MARK.length;
    this.bytes = this.bytes.subarray(MARK.length);
  }

  /** All that is good has been offered: the bad character comes after it. */
  #explain(failure: unknown): unknown {
    if (!(failure instanceof BadCharacter)) return failure;
    const { name, family, encoding } = this.#format;
    const end = this.bytes.length;
    const details = { place: `${name}:${this.lineOf(end)}`, fix: "name another encoding" };
    if (!failure.isNul) return new NewsclfError(`${family}_ENCODING`, `is not valid ${encoding}`, details);
    if (!isUtf8Name(encoding)) return new NewsclfError(`${family}_BINARY`, "NUL character", details);
    const at = (this.#offset + end).toString(16).toUpperCase();
    return new NewsclfError(`${family}_BINARY`, `NUL at byte 0x${at}`, { place: name });
  }
}
