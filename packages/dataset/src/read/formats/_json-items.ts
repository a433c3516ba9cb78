// Cuts JSON text into its items without parsing it: lines, or the elements of one array.

import { NewsclfError } from "@newsclf-internal/errors";
import type { TextWindow } from "../bytes/text-window.ts";

const LF = 10;
const CR = 13;
const QUOTE = 34;
const BACKSLASH = 92;
const [COMMA, OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [44, 91, 93, 123, 125];

/** Where an item lies in the window. */
export interface JsonItem {
  readonly begin: number;
  readonly end: number;
}

/** One item a line; blank lines are none. */
export class LineItems {
  #isSkipping = false;
  readonly #window: TextWindow;

  constructor(window: TextWindow) {
    this.#window = window;
  }

  /** The next item; of one that is too long, the beginning. Undefined when there is more to be read first. */
  next(maxBytes: number): JsonItem | undefined {
    const window = this.#window;
    const { bytes, isLast } = window;
    for (;;) {
      const begin = window.position;
      const lineEnd = findLineEnd(bytes, begin);
      const end = lineEnd < 0 ? bytes.length : lineEnd;
      const isLong = end - begin > maxBytes;
      if (begin === bytes.length || (lineEnd < 0 && !isLast && !isLong && !this.#isSkipping)) return undefined;
      window.position = lineEnd < 0 ? end : end + 1;
      const wasSkipping = this.#isSkipping;
      this.#isSkipping = lineEnd < 0;
      if (!wasSkipping && !isBlank(bytes, begin, end)) return { begin, end };
    }
  }
}

/** The elements of one array that is all of the text. */
export class ArrayItems {
  #state: "before" | "inside" | "after" = "before";
  #numItems = 0;
  readonly #window: TextWindow;
  readonly #name: string;

  constructor(window: TextWindow, name: string) {
    this.#window = window;
    this.#name = name;
  }

  next(maxBytes: number): JsonItem | undefined {
    const window = this.#window;
    const { bytes, isLast } = window;
    const begin = skipBlanks(bytes, window.position);
    window.position = begin;
    if (begin === bytes.length) {
      if (isLast && this.#state !== "after") throw this.#fail("the array is never closed", begin);
      return undefined;
    }
    if (this.#state === "after") throw this.#fail("text after the end of the array", begin);
    if (this.#state === "before") {
      this.#state = "inside";
      window.position = begin + 1;
      return this.next(maxBytes);
    }
    const end = endOfElement(bytes, begin);
    if ((end < 0 ? bytes.length : end) - begin > maxBytes) {
      throw this.#fail(`record longer than ${maxBytes.toLocaleString("en-US")} bytes, or a bracket is missing`, begin);
    }
    if (end < 0) {
      if (isLast) throw this.#fail("the array is never closed", begin);
      return undefined;
    }
    const isClosed = bytes[end] === CLOSE_ARRAY;
    if (isClosed) this.#state = "after";
    window.position = end + 1;
    if (isClosed && end === begin && this.#numItems === 0) return this.next(maxBytes);
    this.#numItems++;
    return { begin, end };
  }

  #fail(message: string, at: number): NewsclfError {
    return new NewsclfError("DATA_JSON", message, { place: `${this.#name}:${this.#window.lineOf(at)}` });
  }
}

/** Position of the next LF or CR; -1 without one. Text in JSON has neither. */
function findLineEnd(bytes: Buffer, begin: number): number {
  const lf = bytes.indexOf(LF, begin);
  const cr = bytes.subarray(begin, lf < 0 ? bytes.length : lf).indexOf(CR);
  return cr < 0 ? lf : begin + cr;
}

/** Position of the comma or bracket after an element; -1 if it is not there yet. */
function endOfElement(bytes: Buffer, begin: number): number {
  let depth = 0;
  for (let i = begin; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (byte === QUOTE) {
      for (i++; i < bytes.length && bytes[i] !== QUOTE; i++) if (bytes[i] === BACKSLASH) i++;
    } else if (byte === OPEN_ARRAY || byte === OPEN_OBJECT) depth++;
    else if (depth === 0 && (byte === COMMA || byte === CLOSE_ARRAY)) return i;
    else if (depth > 0 && (byte === CLOSE_ARRAY || byte === CLOSE_OBJECT)) depth--;
  }
  return -1;
}

function skipBlanks(bytes: Buffer, from: number): number {
  let at = from;
  while (bytes[at] === 32 || bytes[at] === LF || bytes[at] === CR || bytes[at] === 9) at++;
  return at;
}

function isBlank(bytes: Buffer, begin: number, end: number): boolean {
  return skipBlanks(bytes, begin) >= end;
}
