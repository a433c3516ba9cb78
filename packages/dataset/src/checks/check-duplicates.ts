// The same text twice: inside the data, on both sides of a split, and under two labels.

import { type Sentence, sentence, setting } from "@newsclf-internal/errors";
import { findCopies } from "../copies.ts";
import type { Splits } from "../split/splits.ts";
import type { Corpus } from "./_corpus.ts";
import { count, counted, percent, result } from "./_result.ts";
import type { CheckResult } from "./check-report.ts";
import { findNearDuplicates } from "./near-duplicates.ts";

/**
 * A row that is there twice counts twice, which shifts a score by less than its own uncertainty (about 1 % at 10,000 test
 * rows) while they are fewer than this. Across splits every single one counts.
 */
const MAX_SHARE = 0.01;

/** For each row, the first one that is like it; a row unlike any before is its own. */
export interface Duplicates {
  /** `[n]`, the same canonical text. */
  readonly firstOf: Int32Array;
  /** `[n]`, nearly the same text, or the same. */
  readonly groupOf: Int32Array;
}

export function findDuplicates(texts: readonly string[]): Duplicates {
  const firstOf = findCopies(texts);
  const distinct = firstOf.filter((first, row) => first === row);
  const nearOf = findNearDuplicates(texts, distinct);
  // A copy of a text is as near to others as the text itself.
  return { firstOf, groupOf: firstOf.map((first) => nearOf[first]!) };
}

export function checkDuplicates(
  corpus: Corpus,
  { firstOf, groupOf }: Duplicates,
  splits: Splits | undefined,
): CheckResult[] {
  const { texts } = corpus;
  const copies = rowsThat(firstOf, (first, row) => first !== row);
  const near = rowsThat(groupOf, (group, row) => group !== row && firstOf[row] === row);
  const share = (rows: Int32Array): number => rows.length / texts.length;
  const repeated = (code: string, rows: Int32Array, how: string, fix: Sentence): CheckResult =>
    result(
      code,
      share(rows) > MAX_SHARE ? "warn" : "pass",
      `${counted(rows.length, "row")} (${percent(share(rows))}) ${rows.length === 1 ? "repeats" : "repeat"} an earlier text ${how}`,
      rows,
      fix,
    );
  const results = [
    repeated(
      "DATA_DUPLICATE",
      copies,
      "(but for case, space and Unicode form)",
      sentence`${setting("duplicates", "drop")} leaves the repetitions out`,
    ),
    repeated("DATA_NEAR_DUPLICATE", near, "nearly (80 % of it)", "keep one of each, or split by group or time"),
    checkConflicts(corpus, firstOf),
  ];
  if (splits === undefined) return results;
  const leaked = findLeaks(firstOf, splits);
  const isLeaked = new Set([...leaked.test, ...leaked.validation]);
  const all = findLeaks(groupOf, splits);
  const nearly = {
    test: all.test.filter((r) => !isLeaked.has(r)),
    validation: all.validation.filter((r) => !isLeaked.has(r)),
  };
  return [
    ...results,
    leakResult(
      "DATA_LEAK",
      leaked,
      "also in train",
      sentence`${setting("duplicates", "together")} leaves them out of train`,
    ),
    leakResult(
      "DATA_NEAR_LEAK",
      nearly,
      "nearly (80 % of them) also in train",
      "leave them out of train, or split by group or time",
    ),
  ];
}

function checkConflicts({ setOf }: Corpus, firstOf: Int32Array): CheckResult {
  const conflicting = new Set<number>();
  firstOf.forEach((first, row) => {
    if (setOf[first] !== setOf[row]) conflicting.add(first);
  });
  const n = conflicting.size;
  const rows = rowsThat(firstOf, (first) => conflicting.has(first));
  if (n === 0) return result("DATA_CONFLICT", "pass", "no text carries more than one label");
  const message = n === 1 ? "1 text carries more than one label" : `${count(n)} texts carry more than one label`;
  return result(
    "DATA_CONFLICT",
    "warn",
    message,
    rows,
    sentence`decide for one label, or ${setting("duplicates", "drop-conflicting")}: no model can be right on them`,
  );
}

/** Rows of the other splits whose group has a row in train. */
function findLeaks(
  groupOf: Int32Array,
  { train, validation, test }: Splits,
): Record<"validation" | "test", Int32Array> {
  const inTrain = new Uint8Array(groupOf.length);
  for (const row of train) inTrain[groupOf[row]!] = 1;
  const leaked = (rows: Int32Array): Int32Array => rows.filter((row) => inTrain[groupOf[row]!] === 1);
  return { validation: leaked(validation), test: leaked(test) };
}

function leakResult(
  code: string,
  { validation, test }: Record<"validation" | "test", Int32Array>,
  where: string,
  fix: Sentence,
): CheckResult {
  const parts = [
    ...(test.length > 0 ? [counted(test.length, "test text")] : []),
    ...(validation.length > 0 ? [counted(validation.length, "validation text")] : []),
  ];
  if (parts.length === 0) return result(code, "pass", `no validation or test text is ${where}`);
  return result(code, "warn", `${parts.join(" and ")} ${where}`, Int32Array.from([...test, ...validation]).sort(), fix);
}

function rowsThat(values: Int32Array, holds: (value: number, row: number) => boolean): Int32Array {
  const rows: number[] = [];
  values.forEach((value, row) => {
    if (holds(value, row)) rows.push(row);
  });
  return Int32Array.from(rows);
}
