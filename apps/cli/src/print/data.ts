// What newsclf found in the data, in words.

import { type FileSummary, type Folds, type PreparedData, showColumns } from "@newsclf/classifier/node";
import { escapeText } from "@newsclf/dataset";
import { count, percent } from "./format.ts";

/** Classes named; a file may have thousands. */
const MAX_CLASSES = 20;

export function describeData(data: PreparedData, { folds, rareClasses }: Folds): string {
  const { rows, tokenizer, characters, tokensPerText, numTruncated, reports } = data;
  const { files, labelMap, splits, copies } = rows;
  const lines = files.map((file) => `data        ${describeFile(file)}`);
  const classCounts = labelMap.classNames.map(() => 0);
  for (const label of rows.labels) for (const c of rows.sets?.classesOf(label) ?? [label]) classCounts[c]! += 1;
  const classes = labelMap.classNames.map((name, c) => `${escapeText(name, 40)} ${count(classCounts[c]!)}`);
  const more = classes.length > MAX_CLASSES ? `, and ${classes.length - MAX_CLASSES} more` : "";
  const used = Object.entries(splits).filter(([, rows]) => rows.length > 0);
  const sizes = used.map(([name, rows]) => `${name} ${count(rows.length)}`);
  if (folds.length > 0) sizes[0] += ` in ${folds.length} folds`;
  lines.push(
    `columns     ${showColumns(files[0]!)}`,
    `classes     ${classes.slice(0, MAX_CLASSES).join(", ")}${more}`,
    ...describeSets(rows),
    `splits      ${sizes.join(", ")}`,
    ...describeCopies(copies),
    ...describeUnlabelled(rows.unlabelled),
    ...(rareClasses.length > 0 ? [`rare        fewer different texts than folds: ${namesOf(rareClasses)}`] : []),
    `lengths     ${count(characters.shortest)} to ${count(characters.longest)} characters, mean ${characters.mean.toFixed(1)}; ${count(tokensPerText.shortest)} to ${count(tokensPerText.longest)} tokens, mean ${tokensPerText.mean.toFixed(1)} (training texts${numTruncated > 0 ? `; ${count(numTruncated)} cut` : ""})`,
    `vocabulary  ${count(tokenizer.vocabSize)} ids; ${percent(reports.test!.unknownRate)} of the test tokens are unknown`,
  );
  if (rows.vectors) {
    const { words, size } = rows.vectors;
    const covered = `${percent(data.vectorCoverage!)} of the training tokens have one`;
    lines.push(`vectors     ${count(words.length)} words of ${count(size)} numbers; ${covered}`);
  }
  return lines.join("\n");
}

/** How many classes rows have, where they may have several. */
function describeSets({ sets, labels }: PreparedData["rows"]): string[] {
  if (!sets) return [];
  const sizes = Array.from(labels, (label) => sets.classesOf(label).length);
  const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
  const none = sizes.filter((size) => size === 0).length;
  return [`labels      ${mean.toFixed(2)} a text on average; ${count(none)} texts have none`];
}

/** What became of equal texts; nothing where there are none. */
export function describeCopies({ numRepeated, numDropped, numLeftOut }: PreparedData["rows"]["copies"]): string[] {
  if (numRepeated === 0) return [];
  const parts = [`${count(numRepeated)} ${numRepeated === 1 ? "row repeats" : "rows repeat"} an earlier text`];
  if (numDropped > 0) parts.push(`${count(numDropped)} dropped`);
  if (numLeftOut > 0)
    parts.push(`${count(numLeftOut)} left out that ${numLeftOut === 1 ? "is" : "are"} also measured on`);
  return [`duplicates  ${parts.join("; ")}`];
}

function describeUnlabelled({ texts, numGiven, numMeasured }: PreparedData["rows"]["unlabelled"]): string[] {
  if (numGiven === 0) return [];
  const parts = [`${count(texts.length)} texts for words and vectors`];
  const numKnown = numGiven - texts.length - numMeasured;
  if (numKnown > 0) parts.push(`${count(numKnown)} repeated or labelled`);
  if (numMeasured > 0)
    parts.push(`${count(numMeasured)} left out that ${numMeasured === 1 ? "is" : "are"} also measured on`);
  return [`unlabelled  ${parts.join("; ")}`];
}

function namesOf(classNames: readonly string[]): string {
  const more = classNames.length > MAX_CLASSES ? `, and ${classNames.length - MAX_CLASSES} more` : "";
  return (
    classNames
      .slice(0, MAX_CLASSES)
      .map((name) => escapeText(name, 40))
      .join(", ") + more
  );
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
