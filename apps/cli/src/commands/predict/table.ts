// What a model says of the rows of a table, beside their own columns: as CSV or Parquet.

import { escapeText } from "@newsclf/dataset";
import type { ParquetCell, ParquetColumn } from "@newsclf/dataset/node";
import { csvLine, PROBABILITY_PREFIX } from "@newsclf/evaluation";
import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import type { AnswerOptions, Said } from "./answers.ts";
import type { Item } from "./items.ts";

/** A text and what is said of it. */
export interface Answered {
  readonly item: Item;
  readonly said: Said;
}

export interface TableOptions extends AnswerOptions {
  readonly classNames: readonly string[];
  /** Between the labels of a text that has several; absent where each has one. */
  readonly separator?: string | undefined;
}

/** Chunks of a CSV file. @param safe - Whether cells are kept from being formulas. */
export async function* csvTable(
  blocks: AsyncIterable<readonly Answered[]>,
  options: TableOptions,
  safe: boolean,
): AsyncGenerator<string> {
  const { columns, rows } = await openTable(blocks, options);
  if (columns.length === 0) return;
  yield csvLine(
    columns.map(({ name }) => name),
    { safe },
  );
  for await (const block of rows) yield block.map((cells) => csvLine(cells.map(csvCell), { safe })).join("");
}

/** Chunks of a Parquet file. */
export async function* parquetTable(
  blocks: AsyncIterable<readonly Answered[]>,
  options: TableOptions,
): AsyncGenerator<Uint8Array> {
  const { encodeParquet } = await import("@newsclf/dataset/node");
  const { columns, rows } = await openTable(blocks, options);
  yield* encodeParquet(columns, rows);
}

interface Rows {
  /** None where there are no rows. */
  readonly columns: readonly ParquetColumn[];
  readonly rows: AsyncIterable<readonly (readonly ParquetCell[])[]>;
}

/**
 * A column of the table that has the name of one of ours gives way.
 *
 * @throws NewsclfError `DATA_JSON` from `rows` where one has a column that the first has not.
 */
async function openTable(blocks: AsyncIterable<readonly Answered[]>, options: TableOptions): Promise<Rows> {
  const iterator = blocks[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done) return { columns: [], rows: (async function* () {})() };
  const ours = answerColumns(options);
  const header = Object.keys(first.value[0]!.item.fields);
  const kept = header.filter((name) => !ours.some((column) => column.name === name));
  const known = new Set(header);
  const cells = ({ item: { fields, place }, said }: Answered): ParquetCell[] => {
    const other = place === undefined ? undefined : Object.keys(fields).find((name) => !known.has(name));
    if (other === undefined) {
      const ofRow: ParquetCell[] = kept.map((name) => keptText(fields[name]));
      addAnswer(ofRow, said, options);
      return ofRow;
    }
    const message = `"${escapeText(other)}" is not in the first object, and has no column`;
    throw new NewsclfError("DATA_JSON", message, { place, fix: sentence`write ${setting("out", "<file>.jsonl")}` });
  };
  async function* rows() {
    for (let block = first; !block.done; block = await iterator.next()) yield block.value.map(cells);
  }
  return { columns: [...kept.map((name) => ({ name, type: "text" as const })), ...ours], rows: rows() };
}

function answerColumns({ classNames, separator, topK, probabilities, details }: TableOptions): ParquetColumn[] {
  const number = (name: string): ParquetColumn => ({ name, type: "number" });
  const text = (name: string): ParquetColumn => ({ name, type: "text" });
  const numRanks = separator === undefined ? (topK ?? 1) : 1;
  const more = Array.from({ length: numRanks - 1 }, (_, k) => [
    text(`predicted:${k + 2}`),
    number(`probability of predicted:${k + 2}`),
  ]);
  return [
    ...[text("predicted"), number("probability"), ...more.flat()],
    ...(details ? [number("unknownShare"), { name: "isTruncated", type: "truth" as const }] : []),
    ...(probabilities ? classNames.map((name) => number(PROBABILITY_PREFIX + name)) : []),
  ];
}

/** Adds the cells of these columns. */
function addAnswer(
  cells: ParquetCell[],
  { answers, probabilities, unknownShare, isTruncated }: Said,
  { classNames, separator, topK = 1, details }: TableOptions,
): void {
  if (separator !== undefined) cells.push(answers.flatMap(({ label }) => label ?? []).join(separator), null);
  else for (let k = 0; k < topK; k++) cells.push(answers[k]?.label ?? "", answers[k]?.probability ?? null);
  if (details) cells.push(unknownShare ?? null, isTruncated ?? false);
  if (probabilities) for (const name of classNames) cells.push(probabilities[name] ?? null);
}

function csvCell(cell: ParquetCell): string {
  if (typeof cell === "number") return String(Number(cell.toPrecision(7)));
  if (typeof cell === "boolean") return cell ? "yes" : "no";
  return cell ?? "";
}

function keptText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
