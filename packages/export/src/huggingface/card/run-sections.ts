// The sections of a model card that tell of its training. A section of which the run says nothing is undefined.

import { escapeMarkdown, percent, table } from "./markdown.ts";
import { objectOf, type RunRecord, type Scores, scoresOf, sourceName, sourcesOf } from "./run-record.ts";

/** Settings that name files. */
const SOURCES = ["data", "validationData", "testData", "unlabelled", "vectors", "initFrom"];

/** Another that does: a separator by itself is none. */
const ABSOLUTE = /^(?:[a-z]:)?[/\\].*[/\\]/is;

export function resultsSection({ evaluation }: RunRecord): string | undefined {
  const { test, outOfFold, baseline } = objectOf(evaluation);
  const tested = scoresOf(test);
  if (!tested) return undefined;
  const rows = [
    ["this model, test texts", tested],
    ["this model, out of fold", scoresOf(outOfFold)],
    ["linear baseline (TF-IDF and logistic regression), test texts", scoresOf(baseline)],
  ] as const;
  const scored = rows.flatMap(([name, scores]) => (scores ? [{ name, scores }] : []));
  const columns = COLUMNS.filter(([, read]) => scored.some(({ scores }) => read(scores) !== undefined));
  const results = table(
    ["", ...columns.map(([name]) => name)],
    scored.map(({ name, scores }) => [name, ...columns.map(([, read]) => read(scores) ?? "")]),
  );
  return ["## Results", results, ...remarks(tested, scoresOf(baseline), objectOf(test).aboveChance)].join("\n\n");
}

function remarks({ accuracy, majorityRate }: Scores, baseline: Scores | undefined, aboveChance: unknown): string[] {
  const isWorse = accuracy !== undefined && baseline?.accuracy !== undefined && accuracy < baseline.accuracy;
  return [
    ...(majorityRate === undefined
      ? []
      : [`Always answering the most frequent class is right for ${percent(majorityRate)} of the test texts.`]),
    ...(aboveChance === false ? ["**This result cannot be told from chance.**"] : []),
    ...(isWorse ? ["**On these texts the linear baseline is better.**"] : []),
  ];
}

const COLUMNS: readonly (readonly [name: string, read: (scores: Scores) => string | undefined])[] = [
  ["texts", ({ examples }) => examples?.toString()],
  ["accuracy", ({ accuracy }) => maybe(accuracy, percent)],
  ["95 % interval", ({ accuracyInterval }) => accuracyInterval?.map(percent).join(" to ")],
  ["macro F1", ({ macroF1 }) => maybe(macroF1, decimals)],
  ["micro F1", ({ microF1 }) => maybe(microF1, decimals)],
  ["Hamming loss", ({ hammingLoss }) => maybe(hammingLoss, decimals)],
  ["loss", ({ loss }) => maybe(loss, decimals)],
];

export function dataSection(run: RunRecord): string | undefined {
  const { run: reading } = objectOf(run.settings);
  const { dataFiles } = objectOf(reading);
  const files = (Array.isArray(dataFiles) ? dataFiles : [])
    .map(objectOf)
    .filter(({ path }) => typeof path === "string");
  const rows = files.map(({ path, numRows, sha256 }) => [
    sourceName(path as string),
    typeof numRows === "number" ? String(numRows) : "",
    typeof sha256 === "string" ? sha256 : "",
  ]);
  if (rows.length === 0) return undefined;
  return ["## Data", table(["file", "rows", "SHA-256"], rows), ...splitRemarks(run)].join("\n\n");
}

/** Which rows were for what. Shares are of rows that nothing else has placed. */
function splitRemarks(run: RunRecord): string[] {
  const { split, splitMethod } = objectOf(run.settings);
  const [validation, test] = (["validationData", "testData"] as const).map((name) => sourcesOf(run, name));
  const given = [
    ...validation!.map((name) => `Validated on ${escapeMarkdown(name)}.`),
    ...test!.map((name) => `Tested on ${escapeMarkdown(name)}.`),
  ];
  if (given.length > 0) return [given.join(" ")];
  if (splitMethod === "column") return ["Train, validation and test as a column of the data says."];
  const shares = Array.isArray(split) && split.every(Number.isFinite) ? split.map((share) => percent(share)) : [];
  if (shares.length !== 3 || typeof splitMethod !== "string") return [];
  return [`Train, validation and test: ${shares.join(", ")} (${escapeMarkdown(splitMethod)}).`];
}

export function calibrationSection({ evaluation }: RunRecord): string | undefined {
  const { test, calibration } = objectOf(evaluation);
  const { calibrationError } = scoresOf(test) ?? {};
  if (calibrationError === undefined) return undefined;
  const { method, before } = objectOf(calibration);
  const earlier = scoresOf(before)?.calibrationError;
  const how =
    typeof method === "string" && earlier !== undefined
      ? ` Probabilities were calibrated on held-out texts (${escapeMarkdown(method)}), which is part of the weights; before it, the error was ${percent(earlier)}.`
      : " Probabilities were not calibrated.";
  return `## Calibration\n\nExpected calibration error on the test texts: ${percent(calibrationError)}.${how}`;
}

export function settingsSection(run: RunRecord): string | undefined {
  const { run: _, ...settings } = objectOf(run.settings);
  const rows = Object.entries(settings)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => [name, written(name, value)]);
  if (rows.length === 0) return undefined;
  return `## Settings\n\n<details><summary>All settings of the training</summary>\n\n${table(["setting", "value"], rows)}\n\n</details>`;
}

function written(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map((item) => written(name, item)).join(", ");
  if (typeof value !== "string") return JSON.stringify(value);
  return SOURCES.includes(name) || ABSOLUTE.test(value) ? sourceName(value) : value;
}

function maybe<T>(value: number | undefined, format: (value: number) => T): T | undefined {
  return value === undefined ? undefined : format(value);
}

function decimals(value: number): string {
  return value.toFixed(4);
}
