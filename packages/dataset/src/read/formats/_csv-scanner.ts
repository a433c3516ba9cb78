// Cuts bytes into the fields of CSV records (RFC 4180, with any line ends), without making strings of them.

import type { TextWindow } from "../bytes/text-window.ts";

const LF = 10;
const CR = 13;
/** `"` */
export const QUOTE = 34;

/** The rules by which a file is cut into fields. */
export interface CsvDialect {
  /** One character or more; no quote, no line end. */
  readonly delimiter: string;
  /** Take quotes inside unquoted fields, and text after a closing quote in the same line, as they are. */
  readonly relaxQuotes: boolean;
  readonly maxFieldBytes: number;
}

/** Why a record cannot be cut into fields. */
export type CsvFault = "open quote" | "stray quote" | "text after quote" | "field too long";

/** Goes through a window record by record; what it finds can be looked up until the next call. */
export class CsvScanner {
  /** Of the record's first byte, in the window. */
  start = 0;
  /** Fields of the record; after a fault, those before the bad one. */
  numFields = 0;
  /** After a fault, where things went wrong: for an open quote, that quote. */
  faultAt = 0;
  /** For an open quote, the quote in a later line that has text after it; -1 where the text ends before any. */
  closedAt = -1;
  readonly #window: TextWindow;
  readonly #delimiter: Buffer;
  readonly #relaxQuotes: boolean;
  readonly #maxFieldBytes: number;
  /** 1 for bytes at which an unquoted field may end. */
  readonly #isSpecial = new Uint8Array(256);
  /** Three numbers a field: begin, end, doubled quotes in between. */
  #fields = new Int32Array(3 * 64);
  #isSkippingLine = false;

  constructor(window: TextWindow, { delimiter, relaxQuotes, maxFieldBytes }: CsvDialect) {
    this.#window = window;
    this.#delimiter = Buffer.from(delimiter);
    this.#relaxQuotes = relaxQuotes;
    this.#maxFieldBytes = maxFieldBytes;
    for (const byte of [LF, CR, QUOTE, this.#delimiter[0]!]) this.#isSpecial[byte] = 1;
  }

  /** The record at the window's position; empty lines are none. After a fault the next record is looked for in a line further down. */
  next(): "record" | "more" | CsvFault {
    const window = this.#window;
    const { bytes } = window;
    if (this.#isSkippingLine) this.#skipLine(window.position);
    let at = window.position;
    while (bytes[at] === LF || bytes[at] === CR) at++;
    window.position = at;
    if (at >= bytes.length) return "more";
    const outcome = this.#scan(bytes, window.isLast);
    // An open quote may have swallowed good lines; everything else is over with its own line.
    if (outcome !== "record" && outcome !== "more") this.#skipLine(this.faultAt);
    return outcome;
  }

  /** The text of a field. */
  field(index: number): string {
    const fields = this.#fields;
    const text = this.#window.bytes.toString("utf8", fields[3 * index], fields[3 * index + 1]);
    return fields[3 * index + 2]! > 0 ? text.replaceAll('""', '"') : text;
  }

  #scan(bytes: Buffer, isLast: boolean): "record" | "more" | CsvFault {
    const { length } = bytes;
    const isSpecial = this.#isSpecial;
    const relaxed = this.#relaxQuotes;
    const maxFieldBytes = this.#maxFieldBytes;
    const delimiterLength = this.#delimiter.length;
    this.start = this.#window.position;
    this.numFields = 0;
    let at = this.start;
    for (;;) {
      const fieldStart = at;
      let begin = at;
      let end = -1;
      let doubled = 0;
      if (bytes[at] === QUOTE) {
        begin = ++at;
        for (;;) {
          const quote = bytes.indexOf(QUOTE, at);
          at = quote < 0 ? length : quote;
          if (at - begin - doubled > maxFieldBytes) return this.#fault("field too long", fieldStart);
          if (at === length) return isLast ? this.#fault("open quote", fieldStart) : "more";
          if (at + 1 === length && !isLast) return "more";
          if (bytes[at + 1] !== QUOTE) break;
          doubled++;
          at += 2;
        }
        end = at++;
        // A delimiter that is cut off cannot be told from text yet.
        if (!isLast && at + delimiterLength > length && bytes[at] !== LF && bytes[at] !== CR) return "more";
        if (at < length && bytes[at] !== LF && bytes[at] !== CR && !this.#isDelimiter(bytes, at)) {
          // A quote that opens the field of a later row closes nothing: rows in between are no part of this one.
          if (isLineEndIn(bytes, begin, end)) return this.#fault("open quote", fieldStart, end);
          if (!relaxed) return this.#fault("text after quote", end);
          begin = fieldStart;
          doubled = 0;
          end = -1;
        }
      }
      while (end < 0) {
        while (at < length && isSpecial[bytes[at]!] === 0) at++;
        if (at - begin > maxFieldBytes) return this.#fault("field too long", fieldStart);
        if (at === length) {
          if (!isLast) return "more";
          end = at;
        } else if (bytes[at] === LF || bytes[at] === CR) end = at;
        else if (bytes[at] === QUOTE) {
          if (!relaxed) return this.#fault("stray quote", at);
          at++;
        } else if (this.#isDelimiter(bytes, at)) end = at;
        else if (!isLast && at + delimiterLength > length) return "more";
        else at++;
      }
      this.#addField(begin, end, doubled);
      if (at >= length || bytes[at] === LF || bytes[at] === CR) {
        this.#window.position = at;
        return "record";
      }
      at += delimiterLength;
    }
  }

  #isDelimiter(bytes: Buffer, at: number): boolean {
    const delimiter = this.#delimiter;
    for (let i = 0; i < delimiter.length; i++) if (bytes[at + i] !== delimiter[i]) return false;
    return true;
  }

  #addField(begin: number, end: number, doubled: number): void {
    const index = 3 * this.numFields++;
    if (index === this.#fields.length) {
      const larger = new Int32Array(2 * index);
      larger.set(this.#fields);
      this.#fields = larger;
    }
    this.#fields[index] = begin;
    this.#fields[index + 1] = end;
    this.#fields[index + 2] = doubled;
  }

  #fault(kind: CsvFault, at: number, closedAt = -1): CsvFault {
    this.faultAt = at;
    this.closedAt = closedAt;
    return kind;
  }

  #skipLine(from: number): void {
    const { bytes } = this.#window;
    let at = from;
    while (at < bytes.length && bytes[at] !== LF && bytes[at] !== CR) at++;
    this.#window.position = at;
    this.#isSkippingLine = at === bytes.length;
  }
}

function isLineEndIn(bytes: Buffer, begin: number, end: number): boolean {
  const part = bytes.subarray(begin, end);
  return part.includes(LF) || part.includes(CR);
}
