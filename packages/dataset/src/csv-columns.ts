// Which column is which: by the names given, or by the names that people use.

import { DataError, quoteText } from "./data-error.ts";

const TEXT_NAMES = [
  "text",
  "texto",
  "content",
  "contenido",
  "body",
  "cuerpo",
  "headline",
  "title",
  "titulo",
  "sentence",
  "review",
  "message",
];
const LABEL_NAMES = [
  "label",
  "etiqueta",
  "category",
  "categoria",
  "class",
  "clase",
  "target",
  "topic",
  "tema",
  "sentiment",
];

/** Columns wanted by name; what is absent is guessed from the header. */
export interface CsvColumnNames {
  readonly textColumns?: readonly string[] | undefined;
  readonly labelColumn?: string | undefined;
  readonly titleColumn?: string | undefined;
}

/** Positions in the header. */
export interface CsvColumns {
  readonly text: readonly number[];
  /** -1: none. */
  readonly label: number;
  /** -1: none. */
  readonly title: number;
}

/**
 * @param labelled - Whether a label column is needed.
 * @throws DataError `CSV_NO_COLUMN`, `CSV_DUP_COLUMN`.
 */
export function findColumns(
  header: readonly string[],
  names: CsvColumnNames,
  labelled: boolean,
  place: string,
): CsvColumns {
  const find = (name: string, flag: string): number => {
    const position = header.indexOf(name);
    if (position < 0) throw noColumn(`no column ${quoteText(name)}`, header, name, flag, place);
    const again = header.indexOf(name, position + 1);
    if (again >= 0) {
      const message = `column ${quoteText(name)} appears at positions ${position + 1} and ${again + 1}`;
      throw new DataError("CSV_DUP_COLUMN", message, { place, fix: "rename one of them" });
    }
    return position;
  };
  const guess = (known: readonly string[], what: string, flag: string): number => {
    const match = known.find((name) => header.some((column) => simplify(column) === name));
    if (match === undefined) throw noColumn(`no column that looks like the ${what}`, header, undefined, flag, place);
    return find(header.find((column) => simplify(column) === match)!, flag);
  };
  const { textColumns, labelColumn, titleColumn } = names;
  const text = textColumns?.map((name) => find(name, "--text-column")) ?? [guess(TEXT_NAMES, "text", "--text-column")];
  const label = (): number => {
    if (!labelled) return -1;
    return labelColumn === undefined
      ? guess(LABEL_NAMES, "label", "--label-column")
      : find(labelColumn, "--label-column");
  };
  return { text, label: label(), title: titleColumn === undefined ? -1 : find(titleColumn, "--title-column") };
}

function noColumn(
  message: string,
  header: readonly string[],
  wanted: string | undefined,
  flag: string,
  place: string,
): DataError {
  const nearest = wanted === undefined ? undefined : nearestName(wanted, header);
  const found = header.map(quoteText).join(",");
  const fix = nearest === undefined ? `${flag} <name>` : `${flag} ${/\s/.test(nearest) ? quoteText(nearest) : nearest}`;
  return new DataError("CSV_NO_COLUMN", `${message}; found ${found}`, { place, fix });
}

/** The name with the fewest edits from `wanted`, if fewer than half of its letters differ. */
function nearestName(wanted: string, names: readonly string[]): string | undefined {
  const distances = names.map((name) => editDistance(simplify(wanted), simplify(name)));
  const best = Math.min(...distances);
  return best <= wanted.length / 2 ? names[distances.indexOf(best)] : undefined;
}

/** Levenshtein's, by the usual table of two rows. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    previous = row;
  }
  return previous[b.length]!;
}

/** Lower case, without accents or surrounding blanks. */
function simplify(name: string): string {
  return name.trim().toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
}
