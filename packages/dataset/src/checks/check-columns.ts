// Were the columns chosen by mistake? Numbers, keys and constants are no texts, and no classes.

import { canonicalText } from "../text-hash.ts";
import type { Corpus } from "./_corpus.ts";
import { count, percent, result } from "./_result.ts";
import type { CheckResult } from "./check-report.ts";
import { SPACELESS } from "./words/spaceless.ts";

/** With fewer rows, small counts say little about a column. */
const MIN_ROWS = 20;

/** Tolerates a few odd values among ids. */
const MOST = 0.9;

/** With more different values than one for two rows, most classes would have a single row. */
const MAX_CLASSES_PER_ROW = 0.5;

/** Numbers with more different values are measured rather than chosen: star ratings have 5, years of a corpus some dozens. */
const MAX_NUMERIC_CLASSES = 100;

/** Numbers, dates and times, as ISO 8601 and people write them. */
const MEASURE = /^(?=.*\d)[\d.,:/+\sTZ-]+$/;

/** Class names are one to five words long; sentences are longer. */
const MAX_LABEL_WORDS = 8;

/** A SHA-256 in hexadecimal. */
const MAX_ID_LENGTH = 64;

export function checkTextColumn({ texts }: Corpus): CheckResult[] {
  const fix = "choose another text column";
  const code = "DATA_TEXT_COLUMN";
  const n = texts.length;
  const first = canonicalText(texts[0] ?? "");
  if (n > 1 && texts.every((text) => canonicalText(text) === first)) {
    return [result(code, "fail", "all texts are the same", [], fix)];
  }
  const ids = texts.filter(looksLikeId).length;
  if (n >= MIN_ROWS && ids >= MOST * n) {
    return [result(code, "fail", `${percent(ids / n)} of the texts are numbers, dates or ids`, [], fix)];
  }
  return [result(code, "pass", "the text column holds text")];
}

export function checkLabelColumn({ texts, classNames }: Corpus): CheckResult[] {
  const fix = "choose another label column";
  const code = "DATA_LABEL_COLUMN";
  const [n, numClasses] = [texts.length, classNames.length];
  const values = `${count(numClasses)} different labels in ${count(n)} rows`;
  if (n >= MIN_ROWS && numClasses > MAX_CLASSES_PER_ROW * n) {
    return [result(code, "fail", `${values}: an id or a text rather than a class`, [], fix)];
  }
  if (numClasses > MAX_NUMERIC_CLASSES && classNames.every((name) => MEASURE.test(name))) {
    return [result(code, "fail", `${values}, all of them numbers or dates`, [], fix)];
  }
  const sentences = classNames.filter((name) => name.trim().split(/\s+/).length > MAX_LABEL_WORDS).length;
  if (sentences > numClasses / 2) {
    const message = `most labels are longer than ${MAX_LABEL_WORDS} words: a text rather than a class`;
    return [result(code, "warn", message, [], fix)];
  }
  return [result(code, "pass", values)];
}

/** One run of characters with a digit in it, or nothing but digits and punctuation. Addresses have words in them. */
function looksLikeId(text: string): boolean {
  const trimmed = text.trim();
  if (!/\d/.test(trimmed) || trimmed.length > MAX_ID_LENGTH || /:\/\//.test(trimmed)) return false;
  return /^[\d\s\p{P}\p{S}]+$/u.test(trimmed) || (!/\s/.test(trimmed) && !SPACELESS.test(trimmed));
}
