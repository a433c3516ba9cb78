// The positions of the columns that are wanted, or what the user may have meant.

import { NewsclfError, nearestName } from "@newsclf-internal/errors";
import { quoteText } from "../escape-text.ts";
import {
  type ColumnSetting,
  columnFix,
  guessLabelColumn,
  guessTextColumn,
  listNames,
  simplifyName,
} from "./_guess-columns.ts";

/** Columns by name; an absent text or label column is guessed from the header. */
export interface ColumnNames {
  /** Several are joined by a blank, in this order. None: guessed. */
  readonly textColumn?: string | readonly string[] | undefined;
  readonly labelColumn?: string | undefined;
  /** Stands for the row in tables. Default: the text. */
  readonly titleColumn?: string | undefined;
  /** Further columns to keep, for splits by time, group or name. */
  readonly keepColumns?: readonly string[] | undefined;
  /** Whether all columns are kept. Default false. */
  readonly keepAll?: boolean | undefined;
  /** Says how much each row counts; kept as the others are. */
  readonly weightColumn?: string | undefined;
  /** Each holds the share of the class that it is called after, instead of a label; kept as the others are. */
  readonly labelColumns?: readonly string[] | undefined;
  /** Whether rows need a label. Default true. */
  readonly labelled?: boolean | undefined;
}

/** Names of the columns that are kept beside text, label and title. @param header - Of the file. */
export function keptColumns(names: ColumnNames, header: readonly string[] = []): string[] {
  const { keepColumns = [], keepAll = false, weightColumn, labelColumns = [] } = names;
  const all = keepAll ? header.map(cleanName) : [];
  return [...new Set([...all, ...keepColumns, ...(weightColumn === undefined ? [] : [weightColumn]), ...labelColumns])];
}

function settingOf(name: string, { weightColumn, labelColumns = [] }: ColumnNames): ColumnSetting {
  if (name === weightColumn) return "weightColumn";
  return labelColumns.includes(name) ? "labelColumns" : "splitColumn";
}

/** Positions in the header; -1 where there is none. */
export interface ColumnPositions {
  readonly text: readonly number[];
  readonly label: number;
  readonly title: number;
  readonly keep: readonly number[];
}

/** @throws NewsclfError `CSV_DUP_COLUMN`, `CSV_NO_COLUMN`. */
export function findColumns(written: readonly string[], names: ColumnNames, place: string): ColumnPositions {
  const header = written.map(cleanName);
  const { textColumn = [], labelColumn, titleColumn, labelled = true } = names;
  const find = (wanted: string, column: ColumnSetting): number => {
    const name = cleanName(wanted);
    const position = header.indexOf(name);
    if (position < 0) throw noColumn(name, header, column, place, names);
    const other = header.indexOf(name, position + 1);
    if (other < 0) return position;
    const message = `column ${quoteText(name)} appears at positions ${position + 1} and ${other + 1}`;
    throw new NewsclfError("CSV_DUP_COLUMN", message, { place, fix: "rename one of them" });
  };
  const guess = (guessName: (header: readonly string[]) => string): string =>
    // Twice the same name is not two names to choose from.
    withPlace(place, () => guessName([...new Set(header)]));
  const named = typeof textColumn === "string" ? [textColumn] : textColumn;
  const text = named.length > 0 ? named : [guess(guessTextColumn)];
  const label = labelled && !names.labelColumns ? (labelColumn ?? guess(guessLabelColumn)) : undefined;
  return {
    text: text.map((name) => find(name, "textColumn")),
    label: label === undefined ? -1 : find(label, "labelColumn"),
    title: titleColumn === undefined ? -1 : find(titleColumn, "titleColumn"),
    keep: names.keepAll
      ? keptColumns(names, written).map((name) => header.indexOf(name))
      : keptColumns(names).map((name) => find(name, settingOf(name, names))),
  };
}

/** Blanks around a name and its Unicode form do not matter. */
export function cleanName(name: string): string {
  return name.trim().normalize("NFC");
}

function withPlace<T>(place: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw (error as NewsclfError).at(place);
  }
}

function noColumn(
  wanted: string,
  header: readonly string[],
  column: ColumnSetting,
  place: string,
  { labelColumns = [] }: ColumnNames,
): NewsclfError {
  const nearest = nearestName(wanted, header, simplifyName);
  return new NewsclfError("CSV_NO_COLUMN", `no column ${quoteText(wanted)}; found ${listNames(header)}`, {
    place,
    // A list is named as a whole: whoever follows the advice should not lose the other columns.
    fix: columnFix(column, column === "labelColumns" ? replaced(labelColumns, wanted, nearest) : nearest),
  });
}

function replaced(names: readonly string[], wanted: string, nearest = "<name>"): string {
  return names.map((name) => (cleanName(name) === wanted ? nearest : name)).join(",");
}
