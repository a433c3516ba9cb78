// newsclf check: what would spoil training on this file.

import { createReport } from "@newsclf/dataset";
import { checkRows } from "../check-rows.ts";
import { describeFile } from "../describe.ts";
import { checksToJson, describeCheck, withReading } from "../describe-checks.ts";
import { describeCoverage, describeVocab, vocabToJson } from "../describe-vocabulary.ts";
import { inspectTokens } from "../load-data.ts";
import type { DataOptions } from "../read-examples.ts";
import { readSplitData } from "../read-split-data.ts";
import { resolveSettings, type TrainSettings } from "../train-options.ts";

/** As an error of the same kind would end the program. */
const BAD_DATA = 65;

interface CheckCommandOptions extends DataOptions, Partial<TrainSettings> {
  readonly testData?: string;
  readonly json?: boolean;
}

export async function check(file: string, options: CheckCommandOptions): Promise<void> {
  const settings = resolveSettings("default", options);
  const data = await readSplitData(file, options.testData, options, settings);
  const { checks } = checkRows(data, settings.seed);
  const tokens = inspectTokens(data, settings);
  const report = createReport(withReading([...checks, ...tokens.checks], data.files));
  if (report.status === "fail") process.exitCode = BAD_DATA;
  if (options.json) {
    const vocabulary = vocabToJson(tokens.tokenizer, tokens.reports);
    process.stdout.write(`${JSON.stringify({ ...checksToJson(report, data.files, data.placeOf), vocabulary })}\n`);
    return;
  }
  const number = (status: string): number => report.checks.filter((result) => result.status === status).length;
  const lines = [
    ...data.files.map(describeFile),
    ...report.checks.map((result) => describeCheck(result, data.placeOf)),
    ...describeVocab(tokens.tokenizer),
    ...describeCoverage(tokens.reports),
    `${number("pass")} passed, ${number("warn")} warnings, ${number("fail")} errors`,
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}
