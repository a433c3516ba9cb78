// newsclf check: what would spoil training on this file.

import { checkData, findWrongLabels, type GivenSettings } from "@newsclf/classifier/node";
import { createReport } from "@newsclf/dataset";
import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import { checksToJson, describeCheck } from "../print/checks.ts";
import { describeCopies, describeFile } from "../print/data.ts";
import { createStatusLine } from "../print/status-line.ts";
import { describeCoverage, describeVocab, vocabToJson } from "../print/vocabulary.ts";
import { describeWrongLabels, wrongLabelsToJson } from "../print/wrong-labels.ts";
import { typedIn } from "./_typed-in.ts";

/** As an error of the same kind would end the program. */
const BAD_DATA = 65;

export interface CheckCommand {
  readonly settings: GivenSettings;
  readonly out?: string;
  readonly json?: boolean;
}

export async function check(file: string, { settings, out, json }: CheckCommand): Promise<void> {
  const isSearch = settings.folds !== undefined && settings.folds !== null;
  if (!isSearch && (out !== undefined || settings.parts !== undefined)) {
    const given = setting(out !== undefined ? "out" : "parts");
    throw new NewsclfError("CONFIG", sentence`${given} is for labels that may be wrong`, {
      fix: sentence`add ${setting("folds", 5)}`,
    });
  }
  const status = createStatusLine();
  const hooks = { ...typedIn(), onProgress: status.show };
  const { rows, checks, tokenizer, reports } = await checkData(file, settings, hooks).finally(status.clear);
  const wrong = isSearch ? await findWrongLabels(file, settings, { ...hooks, out }).finally(status.clear) : undefined;
  const report = createReport(checks);
  if (report.status === "fail") process.exitCode = BAD_DATA;
  if (json) {
    const vocabulary = vocabToJson(tokenizer, reports);
    const { numRepeated, numDropped, numLeftOut } = rows.copies;
    const duplicates = { numRepeated, numDropped, numLeftOut };
    const found = checksToJson(report, rows.files, rows.placeOf);
    process.stdout.write(
      `${JSON.stringify({ ...found, duplicates, vocabulary, ...(wrong && { wrongLabels: wrongLabelsToJson(wrong) }) })}\n`,
    );
    return;
  }
  const number = (status: string): number => report.checks.filter((result) => result.status === status).length;
  const lines = [
    ...rows.files.map(describeFile),
    ...describeCopies(rows.copies),
    ...report.checks.map((result) => describeCheck(result, rows.placeOf)),
    ...describeVocab(tokenizer),
    ...describeCoverage(reports),
    ...(wrong ? describeWrongLabels(wrong, out) : []),
    `${number("pass")} passed, ${number("warn")} warnings, ${number("fail")} errors`,
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}
