// A table's rows as examples: rows without text or label left out and counted.

import { NewsclfError } from "@newsclf-internal/errors";
import { type Examples, emptyExamples } from "../examples.ts";
import { labelListText } from "../label-list.ts";
import { type ColumnNames, type ColumnPositions, keptColumns } from "./_find-columns.ts";
import type { Table, TableContext } from "./table.ts";

/** Which rows to keep. */
export interface RowOptions extends ColumnNames {
  /** What to do with a row that has no text, or no label where one is needed. Default "drop": left out and counted. */
  readonly onEmptyRow?: "drop" | "error" | undefined;
  /** Whether a label may be a list, of names or of `{ label, probability }`: `labelListText` says which text stands for it. Default false. */
  readonly labelLists?: boolean | undefined;
  /** Whether rows without text are kept. Default false. */
  readonly emptyTexts?: boolean | undefined;
  /** Whether rows without label are kept. Default false. */
  readonly emptyLabels?: boolean | undefined;
}

/** Rows counted while they are read, by what they lack; those that cannot be read are counted elsewhere. */
export interface RowCounts {
  kept: number;
  /** Of those kept. */
  trimmedLabels: number;
  ROW_EMPTY_TEXT: number;
  ROW_EMPTY_LABEL: number;
}

/**
 * @param firstRecord - Number of the row before the first one, in all files.
 * @param counts - Added to.
 */
export async function* mapTable(
  table: Table,
  { text, label, title, keep }: ColumnPositions,
  { name, badRows }: TableContext,
  options: RowOptions,
  firstRecord: number,
  counts: RowCounts,
): AsyncGenerator<Examples> {
  const wanted = [...new Set([...text, label, title, ...keep])].filter((position) => position >= 0);
  const nestedTexts = wanted.map((position) => {
    if (options.labelLists && position === label) return labelListText;
    // What is only kept may be anything.
    return options.keepAll && !text.includes(position) ? jsonText : undefined;
  });
  // One string a class, not one a row.
  const oneStringOf = new Map<string, string>();

  for await (const { values, records } of table.blocks(wanted, nestedTexts)) {
    const valuesOf = (position: number): readonly string[] | undefined => values[wanted.indexOf(position)];
    const texts = text.map((position) => valuesOf(position)!);
    const labels = valuesOf(label);
    const titles = valuesOf(title);
    const examples = emptyExamples(keptColumns(options, table.columns));
    const kept = [...examples.columns.values()].map((to, i) => ({ to, from: valuesOf(keep[i]!)! }));

    for (let row = 0; row < records.length; row++) {
      const joined = texts.length === 1 ? texts[0]![row]!.trim() : joinParts(texts, row);
      const written = labels?.[row] ?? "";
      const labelName = written.trim().normalize("NFC");
      const hasText = joined !== "" || options.emptyTexts;
      const hasLabel = labels === undefined || labelName !== "" || options.emptyLabels;
      if (!hasText || !hasLabel) {
        const code = hasText ? "ROW_EMPTY_LABEL" : "ROW_EMPTY_TEXT";
        if (options.onEmptyRow === "error") badRows.add(code, () => describeEmpty(code, name, records[row]!));
        else counts[code]++;
        continue;
      }
      counts.kept++;
      if (written.trim() !== written) counts.trimmedLabels++;
      if (!oneStringOf.has(labelName)) oneStringOf.set(labelName, labelName);
      examples.texts.push(joined);
      examples.labelNames.push(oneStringOf.get(labelName)!);
      examples.titles.push(titles?.[row]?.trim() || joined);
      examples.records.push(firstRecord + records[row]!);
      for (const { to, from } of kept) to.push(from[row]!.trim());
    }
    if (examples.texts.length > 0 && !badRows.isFailing) yield examples;
  }
}

function jsonText(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) => (typeof item === "bigint" ? Number(item) : item));
}

function joinParts(columns: readonly (readonly string[])[], row: number): string {
  return columns
    .map((values) => values[row]!.trim())
    .filter((part) => part !== "")
    .join(" ");
}

function describeEmpty(code: "ROW_EMPTY_TEXT" | "ROW_EMPTY_LABEL", name: string, record: number): NewsclfError {
  const message = code === "ROW_EMPTY_TEXT" ? "has no text" : "has no label";
  return new NewsclfError(code, message, { place: `${name} (record ${record})`, fix: "fill it in, or drop such rows" });
}
