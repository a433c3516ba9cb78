// What newsclf found in the data, in words.

import { type FileSummary, type PreparedData, showColumns } from "@newsclf/classifier/node";
import { escapeText } from "@newsclf/dataset";
import { count, percent } from "./format.ts";

/** Classes named; a file may have thousands. */
const MAX_CLASSES = 20;

export function describeData(data: PreparedData): string {
  const { rows, tokenizer, characters, tokensPerText, numTruncated, reports } = data;
  const { files, labelMap, splits } = rows;
  const lines = files.map((file) => `data        ${describeFile(file)}`);
  const classCounts = labelMap.classNames.map(() => 0);
  for (const name of rows.labelNames) classCounts[labelMap.idOf(name)]! += 1;
  const classes = labelMap.classNames.map((name, c) => `${escapeText(name, 40)} ${count(classCounts[c]!)}`);
  const more = classes.length > MAX_CLASSES ? `, and ${classes.length - MAX_CLASSES} more` : "";
  const sizes = Object.entries(splits).map(([name, rows]) => `${name} ${count(rows.length)}`);
  lines.push(
    `columns     ${showColumns(files[0]!)}`,
    `classes     ${classes.slice(0, MAX_CLASSES).join(", ")}${more}`,
    `splits      ${sizes.join(", ")}`,
    `lengths     ${count(characters.shortest)} to ${count(characters.longest)} characters, mean ${characters.mean.toFixed(1)}; ${count(tokensPerText.shortest)} to ${count(tokensPerText.longest)} tokens, mean ${tokensPerText.mean.toFixed(1)} (training texts${numTruncated > 0 ? `; ${count(numTruncated)} cut` : ""})`,
    `vocabulary  ${count(tokenizer.vocabSize)} ids; ${percent(reports.test!.unknownRate)} of the test tokens are unknown`,
  );
  return lines.join("\n");
}

/** By the codes of the readers' errors. */
const DROPPED: Readonly<Record<string, string>> = {
  ROW_EMPTY_TEXT: "without text",
  ROW_EMPTY_LABEL: "without label",
  CSV_COLUMNS: "with the wrong number of columns",
};

/** How many rows a file has, and how many were dropped and why. */
export function describeFile({ name, numRows, numKept, dropped }: FileSummary): string {
  const reasons = Object.entries(dropped).map(([code, n]) => `${count(n)} ${DROPPED[code] ?? `with ${code}`}`);
  const kept = numKept === numRows ? "" : `; ${count(numRows - numKept)} dropped: ${reasons.join(", ")}`;
  return `${escapeText(name)}: ${count(numRows)} rows${kept}`;
}
