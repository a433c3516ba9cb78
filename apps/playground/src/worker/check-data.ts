// What is known of the data before training, as the command line tells it.

import { type Folds, type GivenSettings, type PreparedData, trainClassifier } from "@newsclf/classifier";
import { writeSentence } from "@newsclf/dataset";
import type { DataCheck, Tell } from "../protocol.ts";
import { count, percent } from "../words.ts";
import { keptExamples } from "./kept.ts";
import { reportProgress } from "./report-progress.ts";

/** Enough to find them. */
const MAX_RECORDS = 5;

/** Of classes; a file may have thousands. */
const MAX_NAMES = 20;

/** Prepares the data as training does, and ends before the first step. */
export async function checkData({ settings }: { readonly settings: GivenSettings }, tell: Tell): Promise<DataCheck> {
  const { texts, labelNames: labels, records } = keptExamples();
  const prepared = new AbortController();
  let found: DataCheck | undefined;
  try {
    await trainClassifier({ texts, labels }, settings, {
      signal: prepared.signal,
      onProgress: reportProgress(tell),
      onData: (data, folds) => {
        found = describe(data, folds, records);
        prepared.abort();
      },
    });
  } catch (error) {
    if (error !== prepared.signal.reason) throw error;
  }
  return found!;
}

function describe(data: PreparedData, { folds, rareClasses }: Folds, records: readonly number[]): DataCheck {
  const { rows, tokenizer, characters, tokensPerText, numTruncated, reports } = data;
  const { classNames } = rows.labelMap;
  const counts = classNames.map(() => 0);
  for (const label of rows.labels) for (const c of rows.sets?.classesOf(label) ?? [label]) counts[c]! += 1;
  const used = Object.entries(rows.splits).filter(([, ofSplit]) => ofSplit.length > 0);
  const sizes = used.map(([name, ofSplit]) => `${name} ${count(ofSplit.length)}`);
  if (folds.length > 0) sizes[0] += ` in ${folds.length} folds`;
  const { numRepeated, numLeftOut } = rows.copies;
  const facts: [string, string][] = [
    ["splits", sizes.join(", ")],
    [
      "lengths",
      `${count(characters.shortest)} to ${count(characters.longest)} characters, mean ${characters.mean.toFixed(1)}; ${count(tokensPerText.shortest)} to ${count(tokensPerText.longest)} tokens, mean ${tokensPerText.mean.toFixed(1)} (training texts${numTruncated > 0 ? `; ${count(numTruncated)} cut` : ""})`,
    ],
    [
      "vocabulary",
      `${count(tokenizer.vocabSize)} ids; ${percent(reports.test!.unknownRate)} of the test tokens are unknown`,
    ],
  ];
  if (numRepeated > 0) {
    const leftOut = numLeftOut > 0 ? `; ${count(numLeftOut)} left out that are also measured on` : "";
    facts.push(["duplicates", `${count(numRepeated)} of the rows repeat an earlier text${leftOut}`]);
  }
  if (rareClasses.length > 0) facts.push(["rare", `fewer different texts than folds: ${namesOf(rareClasses)}`]);
  return {
    classes: classNames.map((name, c) => ({ name, count: counts[c]! })),
    facts,
    checks: data.checks.map(({ status, code, message, fix, rows: found, numRows }) => ({
      ...{ status, code, message, numRows, fix: fix === undefined ? undefined : writeSentence(fix) },
      records: Array.from(found.slice(0, MAX_RECORDS), (row) => records[row]!),
    })),
  };
}

function namesOf(classNames: readonly string[]): string {
  const more = classNames.length > MAX_NAMES ? `, and ${classNames.length - MAX_NAMES} more` : "";
  return classNames.slice(0, MAX_NAMES).join(", ") + more;
}
