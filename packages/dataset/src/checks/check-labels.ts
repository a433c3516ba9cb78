// Are the classes what was meant, and are there enough rows of each?

import { quoteText } from "../escape-text.ts";
import { SPLIT_NAMES, type Splits } from "../split/splits.ts";
import { canonicalText } from "../text-hash.ts";
import { type Corpus, rowsOfClasses } from "./_corpus.ts";
import { count, counted, result } from "./_result.ts";
import { type CheckResult, MAX_ROWS } from "./check-report.ts";

/** A class of one row in a split has a recall of 0 or 1 there, and no second row to be learned from. */
const MIN_ROWS_PER_SPLIT = 2;

/** KEEL, the usual collection of imbalanced data sets, calls a ratio above 9 highly imbalanced (Alcalá-Fdez et al. 2011). */
const MAX_IMBALANCE = 9;

const MAX_SHOWN = 5;

/** Of pandas, R, SQL dumps and spreadsheets, in lower case. */
const MISSING: ReadonlySet<string> = new Set([
  "nan",
  "na",
  "n/a",
  "<na>",
  "#n/a",
  "null",
  "none",
  "nil",
  "\\n",
  "undefined",
]);

export function checkLabels(corpus: Corpus, splits: Splits | undefined): CheckResult[] {
  const rare = splits === undefined ? [checkSmallClasses(corpus)] : checkRareClasses(corpus, splits);
  return [...findLookalikes(corpus), checkMissing(corpus), ...rare, checkImbalance(corpus)];
}

/** Labels that programs write for none. */
function checkMissing(corpus: Corpus): CheckResult {
  const { classNames, classSizes } = corpus;
  const found = new Set([...classNames.keys()].filter((id) => MISSING.has(classNames[id]!.toLowerCase())));
  if (found.size === 0) return result("LABEL_MISSING", "pass", "no label stands for a missing one");
  const shown = Array.from(found, (id) => `${quoteText(classNames[id]!)} (${count(classSizes[id]!)})`);
  return result(
    "LABEL_MISSING",
    "warn",
    `what other programs write where a label is missing is a class here: ${shown.slice(0, MAX_SHOWN).join(", ")}`,
    rowsOfClasses(corpus, (id) => found.has(id)),
    "leave such rows out, unless it is the name of a class",
  );
}

/** One result for each of the first groups of labels that a person would call the same. */
function findLookalikes(corpus: Corpus): CheckResult[] {
  const { classNames, classSizes } = corpus;
  const groups = new Map<string, number[]>();
  classNames.forEach((name, id) => {
    const key = canonicalText(name);
    groups.set(key, [...(groups.get(key) ?? []), id]);
  });
  const lookalikes = [...groups.values()].filter((ids) => ids.length > 1);
  if (lookalikes.length === 0) {
    return [result("LABEL_LOOKALIKE", "pass", "no two labels differ only by case, space or Unicode form")];
  }
  return lookalikes.slice(0, MAX_ROWS).map((ids) => {
    const bySize = ids.sort((a, b) => classSizes[b]! - classSizes[a]!);
    const names = bySize.map((id) => `${quoteText(classNames[id]!)} (${count(classSizes[id]!)})`);
    const plain = new Set(ids.map((id) => classNames[id]!.toLowerCase().replace(/\s+/g, " ").trim()));
    const difference = plain.size === 1 ? "case/space" : "case, space or Unicode form";
    const rare = new Set(bySize.slice(1));
    const rows = rowsOfClasses(corpus, (id) => rare.has(id));
    const message = `${names.slice(0, MAX_SHOWN).join(" and ")} differ only by ${difference}`;
    return result("LABEL_LOOKALIKE", "warn", message, rows, "write them alike");
  });
}

function checkRareClasses(corpus: Corpus, splits: Splits): CheckResult[] {
  const { classNames, classSizes, sets, setOf } = corpus;
  const used = SPLIT_NAMES.filter((name) => splits[name].length > 0);
  const sizes = used.map((name) => {
    const inSplit = new Int32Array(classNames.length);
    for (const row of splits[name]) for (const id of sets[setOf[row]!]!) inSplit[id]!++;
    return inSplit;
  });
  const rarest = classNames.map((name, id) => {
    const rows = Math.min(...sizes.map((inSplit) => inSplit[id]!));
    return {
      id,
      rows,
      shown: `${quoteText(name)} (${count(rows)} in ${used[sizes.findIndex((s) => s[id] === rows)]})`,
    };
  });
  const trained = sizes[used.indexOf("train")];
  const untrained = trained === undefined ? [] : rarest.filter(({ id }) => trained[id] === 0);
  return [
    rareResult(
      "DATA_UNTRAINED_CLASS",
      { found: "no training row, so that it will never be predicted", none: "every class has training rows" },
      untrained.map(({ id }) => ({ id, shown: `${quoteText(classNames[id]!)} (${count(classSizes[id]!)})` })),
      corpus,
    ),
    rareResult(
      "DATA_RARE_CLASS",
      {
        found: `fewer than ${MIN_ROWS_PER_SPLIT} rows in some split`,
        none: `every class has at least ${MIN_ROWS_PER_SPLIT} rows in each split`,
      },
      rarest.filter(({ rows }) => rows < MIN_ROWS_PER_SPLIT),
      corpus,
    ),
  ];
}

function checkSmallClasses(corpus: Corpus): CheckResult {
  const { classNames, classSizes } = corpus;
  const least = MIN_ROWS_PER_SPLIT * SPLIT_NAMES.length;
  const rare = [...classNames.keys()].filter((id) => classSizes[id]! < least);
  return rareResult(
    "DATA_RARE_CLASS",
    {
      found: `fewer than ${least} rows, too few for ${SPLIT_NAMES.length} splits`,
      none: `every class has at least ${least} rows`,
    },
    rare.map((id) => ({ id, shown: `${quoteText(classNames[id]!)} (${count(classSizes[id]!)})` })),
    corpus,
  );
}

function rareResult(
  code: string,
  { found, none }: { found: string; none: string },
  classes: readonly { id: number; shown: string }[],
  corpus: Corpus,
): CheckResult {
  if (classes.length === 0) return result(code, "pass", none);
  const shown = classes.slice(0, MAX_SHOWN).map((one) => one.shown);
  const more = classes.length > MAX_SHOWN ? ` and ${count(classes.length - MAX_SHOWN)} more` : "";
  const ids = new Set(classes.map(({ id }) => id));
  const rows = rowsOfClasses(corpus, (id) => ids.has(id));
  const fix = "more rows of the class, or merge it with another";
  return result(code, "warn", `${found}: ${shown.join(", ")}${more}`, rows, fix);
}

function checkImbalance({ classNames, classSizes }: Corpus): CheckResult {
  const largest = classSizes.indexOf(classSizes.reduce((a, b) => Math.max(a, b)));
  const smallest = classSizes.indexOf(classSizes.reduce((a, b) => Math.min(a, b)));
  const ratio = classSizes[largest]! / classSizes[smallest]!;
  const name = (id: number): string => `${quoteText(classNames[id]!)} (${count(classSizes[id]!)})`;
  const message = `the largest class, ${name(largest)}, has ${ratio.toFixed(1)} times the rows of the smallest, ${name(smallest)}`;
  if (ratio === 1) return result("DATA_IMBALANCE", "pass", `every class has ${counted(classSizes[0]!, "row")}`);
  const isWarning = ratio > MAX_IMBALANCE;
  const fix = "judge by macro F1 rather than by accuracy, or sample classes alike";
  return result("DATA_IMBALANCE", isWarning ? "warn" : "pass", message, [], fix);
}
