// A CSV file as a table: header, checked rows, and what is wrong with the others.

import { NewsclfError, type Sentence, sentence, setting } from "@newsclf-internal/errors";
import { quoteText } from "../../escape-text.ts";
import { HEAD_BYTES } from "../bytes/decode-text.ts";
import type { TextWindow } from "../bytes/text-window.ts";
import type { Table, TableBlock, TableContext } from "../table.ts";
import { describeTooLong, orSkip } from "./_bad-row-words.ts";
import { type CsvFault, CsvScanner, QUOTE } from "./_csv-scanner.ts";
import { countInHeader, detectDelimiter } from "./_detect-delimiter.ts";

/** How to read a CSV file. */
export interface CsvTableOptions {
  /** Detected among `, ; tab |` when absent. */
  readonly delimiter?: string | undefined;
  /** Take quotes inside unquoted fields, and text after a closing quote in the same line, as they are. Default false. */
  readonly relaxQuotes?: boolean | undefined;
}

/** What errors need to know. */
interface Place {
  readonly window: TextWindow;
  readonly scanner: CsvScanner;
  readonly columns: readonly string[];
  readonly delimiter: string;
  readonly maxFieldBytes: number;
  readonly name: string;
}

const CODES: Readonly<Record<CsvFault, string>> = {
  "open quote": "CSV_QUOTE_OPEN",
  "stray quote": "CSV_QUOTE",
  "text after quote": "CSV_QUOTE",
  "field too long": "CSV_FIELD_TOO_LONG",
};

/**
 * @param window - Advanced once, so that it holds the header line.
 * @throws NewsclfError of the CSV family; RangeError for a delimiter that cannot be one.
 */
export async function openCsvTable(
  window: TextWindow,
  { name, badRows, limit, maxFieldBytes }: TableContext,
  { relaxQuotes = false, ...options }: CsvTableOptions,
): Promise<Table> {
  const given = options.delimiter === "\\t" ? "\t" : options.delimiter;
  if (given !== undefined && (given === "" || /["\r\n]/.test(given))) {
    throw new RangeError(
      `readExamples: delimiter ${JSON.stringify(given)} is empty, or has a quote or a line end in it`,
    );
  }
  const head = window.bytes.toString("utf8", 0, HEAD_BYTES);
  const delimiter = given ?? detectDelimiter(head);
  const scanner = new CsvScanner(window, { delimiter, relaxQuotes, maxFieldBytes });
  let columns: readonly string[] = [];
  const place = (): Place => ({ window, scanner, columns, delimiter, maxFieldBytes, name });

  while (columns.length === 0) {
    const outcome = scanner.next();
    if (outcome === "record") {
      if (isBlank(scanner)) continue;
      columns = Array.from({ length: scanner.numFields }, (_, i) => scanner.field(i).trim());
      if (given !== undefined && columns.length === 1) checkDelimiter(head, given, place());
    } else if (outcome !== "more") throw describeFault(outcome, place(), 0);
    else if (!(await window.advance())) throw new NewsclfError("CSV_EMPTY", "no header row", { place: name });
  }

  async function* blocks(positions: readonly number[]): AsyncGenerator<TableBlock> {
    let number = 0;
    do {
      const values: string[][] = positions.map(() => []);
      const records: number[] = [];
      while (number < limit) {
        const outcome = scanner.next();
        if (outcome === "more") break;
        if (outcome === "record" && columns.length > 1 && isBlank(scanner)) continue;
        const record = ++number;
        if (outcome !== "record") badRows.add(CODES[outcome], () => describeFault(outcome, place(), record));
        else if (scanner.numFields !== columns.length)
          badRows.add("CSV_COLUMNS", () => describeColumns(place(), record));
        else {
          for (let k = 0; k < positions.length; k++) values[k]!.push(scanner.field(positions[k]!));
          records.push(record);
        }
      }
      yield { values, records };
    } while (number < limit && (await window.advance()));
  }
  return { columns, delimiter, blocks };
}

/** A line of blanks is as good as an empty one. */
function isBlank(scanner: CsvScanner): boolean {
  return scanner.numFields === 1 && scanner.field(0).trim() === "";
}

/** Whether another delimiter would cut a header that the given one leaves whole. */
function checkDelimiter(head: string, given: string, { name, window, scanner }: Place): void {
  const better = detectDelimiter(head);
  const count = countInHeader(head, better);
  if (better === given || count === 0) return;
  const shown = better === "\t" ? "\\t" : better;
  const message = `one column found; line ${window.lineOf(scanner.start)} has ${count} "${shown}"`;
  throw new NewsclfError("CSV_DELIMITER", message, { place: name, fix: sentence`${setting("delimiter", shown)}` });
}

function describeColumns({ window, scanner, columns, delimiter }: Place, record: number): NewsclfError {
  const { start, numFields } = scanner;
  const separator = delimiter === "," ? "comma" : quoteText(delimiter);
  const repair =
    numFields > columns.length ? `quote the field that contains the ${separator}` : "add the missing fields";
  return new NewsclfError("CSV_COLUMNS", `expected ${columns.length} columns, found ${numFields}`, {
    place: window.place(start, record),
    excerpt: window.excerpt(start),
    fix: orSkip(repair),
  });
}

/** @param record - 0 for the header. */
function describeFault(
  kind: CsvFault,
  { window, scanner, columns, maxFieldBytes, name }: Place,
  record: number,
): NewsclfError {
  const { faultAt, closedAt, numFields } = scanner;
  const line = `${name}:${window.lineOf(faultAt)}`;
  const opened = `quote opened in column ${quoteText(columns[numFields] ?? String(numFields + 1))}`;
  if (kind === "open quote") {
    const end =
      closedAt < 0 ? `read to line ${window.lastLine}` : `line ${window.lineOf(closedAt)} has text after a quote`;
    const message = `${opened} never closed (${end})`;
    const fix = 'close it, or double it ("") inside a quoted field';
    return new NewsclfError("CSV_QUOTE_OPEN", message, { place: line, excerpt: window.excerpt(faultAt), fix });
  }
  const inQuotes = window.bytes[faultAt] === QUOTE ? `; ${opened} in this line` : "";
  const [message, fix] = {
    "stray quote": [
      `column ${numFields + 1}: quote inside unquoted field`,
      sentence`double it ("") and quote the field, or ${setting("relaxQuotes", true)}`,
    ],
    "text after quote": [
      `column ${numFields + 1}: text after closing quote`,
      sentence`double quotes ("") inside the field, or ${setting("relaxQuotes", true)}`,
    ],
    "field too long": [
      describeTooLong("field", maxFieldBytes, inQuotes),
      orSkip(sentence`close the quote if one is open, raise ${setting("maxFieldBytes")}`),
    ],
  }[kind] as [Sentence, Sentence];
  const place = record === 0 ? line : window.place(faultAt, record);
  return new NewsclfError(CODES[kind], message, { place, excerpt: window.excerpt(faultAt), fix });
}
