// Are there rows to learn from, with something in them?

import { quoteText } from "../escape-text.ts";
import type { Splits } from "../split/splits.ts";
import { type Corpus, rowsOfClasses } from "./_corpus.ts";
import { count, counted, percent, result } from "./_result.ts";
import type { CheckResult } from "./check-report.ts";

/** The 95 % interval of an accuracy measured on 100 rows is up to 10 points wide to each side (0.98 / sqrt(n)). */
const MIN_TEST_ROWS = 100;

/** A headline has five to fifteen words; with fewer than three there is hardly a subject. */
const MIN_WORDS = 3;

/** Below this, short texts are the odd slip of any large file. */
const MAX_SHORT_SHARE = 0.05;

export function checkRows({ texts, classNames }: Corpus, splits: Splits | undefined): CheckResult[] {
  const numTest = splits?.test.length ?? 0;
  const found = `${counted(texts.length, "row")} in ${count(classNames.length)} ${classNames.length === 1 ? "class" : "classes"}`;
  if (texts.length === 0) return [result("DATA_ROWS", "fail", "no row", [], "check the file and its columns")];
  if (classNames.length === 0)
    return [result("DATA_ONE_CLASS", "fail", "no row has a label", [], "check the label column")];
  if (classNames.length === 1) {
    const message = `all ${count(texts.length)} rows have label ${quoteText(classNames[0]!)}; need at least 2`;
    return [result("DATA_ONE_CLASS", "fail", message, [], "check the label column")];
  }
  if (splits === undefined || numTest >= MIN_TEST_ROWS) return [result("DATA_ROWS", "pass", found)];
  const points = `the score will be known to plus or minus ${Math.round(98 / Math.sqrt(numTest))} points`;
  const known = numTest === 0 ? "there will be no score" : points;
  const message = `${found}, of them ${count(numTest)} to test on: ${known}`;
  return [result("DATA_ROWS", "warn", message, [], "more rows, or a larger test share")];
}

export function checkTexts(corpus: Corpus): CheckResult[] {
  const { texts, classNames, sample } = corpus;
  const rowsWhere = (holds: (row: number) => boolean): number[] => [...texts.keys()].filter(holds);
  const isBlank = classNames.map((name) => name.trim() === "");
  const empty = rowsWhere((row) => !/\S/.test(texts[row]!));
  const wordless = rowsWhere((row) => !/[\p{L}\p{N}]/u.test(texts[row]!) && /\S/.test(texts[row]!));
  const unlabelled = rowsOfClasses(corpus, (id) => isBlank[id]!);
  const short = sample.rows.filter((_, i) => sample.numWords[i]! > 0 && sample.numWords[i]! < MIN_WORDS);
  const share = short.length / sample.rows.length;
  const several = (code: string, rows: number[], what: string, fix: string): CheckResult =>
    rows.length === 0
      ? result(code, "pass", `no ${what}`)
      : result(code, "warn", `${counted(rows.length, what)} (${percent(rows.length / texts.length)})`, rows, fix);
  return [
    several("ROW_EMPTY_TEXT", empty, "empty text", "drop them, or add another text column"),
    several("ROW_NO_TOKENS", wordless, "wordless text", "drop them, or check the tokenizer"),
    several("ROW_EMPTY_LABEL", unlabelled, "blank label", "label them, or drop them"),
    result(
      "DATA_SHORT_TEXT",
      share > MAX_SHORT_SHARE ? "warn" : "pass",
      `${percent(share)} of the texts have fewer than ${MIN_WORDS} words`,
      short,
      "join several text columns, if there are",
    ),
  ];
}
