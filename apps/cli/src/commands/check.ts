// newsclf check: what would spoil training on this file.

import { checkData, type GivenSettings } from "@newsclf/classifier/node";
import { createReport } from "@newsclf/dataset";
import { checksToJson, describeCheck } from "../print/checks.ts";
import { describeCopies, describeFile } from "../print/data.ts";
import { createStatusLine } from "../print/status-line.ts";
import { describeCoverage, describeVocab, vocabToJson } from "../print/vocabulary.ts";
import { typedIn } from "./_typed-in.ts";

/** As an error of the same kind would end the program. */
const BAD_DATA = 65;

export interface CheckCommand {
  readonly settings: GivenSettings;
  readonly json?: boolean;
}

export async function check(file: string, { settings, json }: CheckCommand): Promise<void> {
  const status = createStatusLine();
  const hooks = { ...typedIn(), onProgress: status.show };
  const { rows, checks, tokenizer, reports } = await checkData(file, settings, hooks).finally(status.clear);
  const report = createReport(checks);
  if (report.status === "fail") process.exitCode = BAD_DATA;
  if (json) {
    const vocabulary = vocabToJson(tokenizer, reports);
    const { numRepeated, numDropped, numLeftOut } = rows.copies;
    const duplicates = { numRepeated, numDropped, numLeftOut };
    const found = checksToJson(report, rows.files, rows.placeOf);
    process.stdout.write(`${JSON.stringify({ ...found, duplicates, vocabulary })}\n`);
    return;
  }
  const number = (status: string): number => report.checks.filter((result) => result.status === status).length;
  const lines = [
    ...rows.files.map(describeFile),
    ...describeCopies(rows.copies),
    ...report.checks.map((result) => describeCheck(result, rows.placeOf)),
    ...describeVocab(tokenizer),
    ...describeCoverage(reports),
    `${number("pass")} passed, ${number("warn")} warnings, ${number("fail")} errors`,
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}
