// Records that leave no question, cut without csv-parse, which takes most of the time of reading. Whatever is unusual is left to it.

import type { Buffer } from "@newsclf-internal/platform";
import { ALL_LINE_ENDS, type CsvDialect, RARE_IN_TEXT } from "./csv-dialect.ts";

const [LF, CR] = [10, 13] as const;

export interface CsvRecord {
  readonly kind: "record";
  readonly fields: readonly string[];
  /** Of its first byte. */
  readonly start: number;
}

/** What was taken from the front. */
export interface PlainRecords {
  readonly records: readonly CsvRecord[];
  /** Of the last one. */
  readonly end: number;
  /** Whether the bytes ended in the middle of the next record, so that nothing is known of it. */
  readonly isCut: boolean;
}

/** What the records of a dialect look like; undefined if all are left to csv-parse. */
export function plainFormat(dialect: CsvDialect, numFields: number): PlainFormat | undefined {
  const { delimiter, quote, relaxQuotes, comment, lineEnds } = dialect;
  const isPlain = /^[\0-\x7f]$/.test(delimiter) && (quote === null || dialect.escape === quote) && comment === null;
  if (!isPlain || relaxQuotes || lineEnds === ALL_LINE_ENDS) return undefined;
  return {
    numFields,
    delimiter: delimiter.charCodeAt(0),
    quote: quote === null ? -1 : quote.charCodeAt(0),
    mayHoldLines: !RARE_IN_TEXT.includes(delimiter),
    maxFieldBytes: dialect.maxFieldBytes,
  };
}

export interface PlainFormat {
  readonly numFields: number;
  /** One byte. */
  readonly delimiter: number;
  /** One byte, which is doubled inside quotes; -1 for none. */
  readonly quote: number;
  /** Whether quotes may have line ends inside. */
  readonly mayHoldLines: boolean;
  readonly maxFieldBytes: number;
}

/** @param bytes - UTF-8. @param from - Where a record begins. */
export function takePlainRecords(bytes: Buffer, from: number, format: PlainFormat): PlainRecords {
  const { numFields, delimiter, quote, mayHoldLines, maxFieldBytes } = format;
  const { length } = bytes;
  const mark = String.fromCharCode(quote);
  const records: CsvRecord[] = [];
  let end = from;
  for (;;) {
    let at = end;
    while (bytes[at] === LF || (bytes[at] === CR && bytes[at + 1] === LF)) at++;
    const start = at;
    const fields: string[] = [];
    for (let isOpen = true; isOpen; ) {
      const begin = at;
      let text: string;
      if (bytes[at] === quote) {
        let numDoubled = 0;
        do {
          at = bytes.indexOf(quote, at + 1);
          if (at < 0 || at + 1 === length) return { records, end, isCut: length - start <= maxFieldBytes };
        } while (bytes[at + 1] === quote && ++numDoubled && ++at);
        text = bytes.toString("utf8", begin + 1, at);
        if (!mayHoldLines && /[\r\n]/.test(text)) return { records, end, isCut: false };
        if (numDoubled > 0) text = text.replaceAll(mark + mark, mark);
        at++;
      } else {
        let byte = bytes[at];
        while (byte !== delimiter && byte !== LF && byte !== CR && byte !== quote && at < length) byte = bytes[++at];
        if (byte === quote) return { records, end, isCut: false };
        text = bytes.toString("utf8", begin, at);
      }
      if (at - begin > maxFieldBytes) return { records, end, isCut: false };
      fields.push(text);
      isOpen = bytes[at] === delimiter;
      if (isOpen) at++;
    }
    const isReturn = bytes[at] === CR;
    if (at >= length || (isReturn && at + 1 === length))
      return { records, end, isCut: length - start <= maxFieldBytes };
    const isLine = bytes[at] === LF || (isReturn && bytes[at + 1] === LF);
    if (!isLine || fields.length !== numFields) return { records, end, isCut: false };
    end = at + (isReturn ? 2 : 1);
    records.push({ kind: "record", fields, start });
  }
}
