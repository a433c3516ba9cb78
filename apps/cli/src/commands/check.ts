// newsclf check: what would spoil training on this file.

import { checkDataset, createReport } from "@newsclf/dataset";
import { describeFile } from "../describe.ts";
import { checksToJson, describeCheck } from "../describe-checks.ts";
import { checkSplitTokens } from "../load-data.ts";
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
  const { checks } = checkDataset(data.examples, { splits: data.splits, seed: settings.seed });
  const report = createReport([...checks, ...checkSplitTokens(data, settings)]);
  if (report.status === "fail") process.exitCode = BAD_DATA;
  if (options.json) {
    process.stdout.write(`${JSON.stringify(checksToJson(report, data.placeOf))}\n`);
    return;
  }
  const number = (status: string): number => report.checks.filter((result) => result.status === status).length;
  const lines = [
    ...data.files.map(describeFile),
    ...report.checks.map((result) => describeCheck(result, data.placeOf)),
    `${number("pass")} passed, ${number("warn")} warnings, ${number("fail")} errors`,
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}
