// Are the classes what was meant, and are there enough rows of each?

import { canonicalText } from "../_text-hash.ts";
import type { CheckResult } from "../check-report.ts";
import { quoteText } from "../data-error.ts";
import { SPLIT_NAMES, type Splits } from "../split.ts";
import type { Corpus } from "./_corpus.ts";
import { count, counted, result } from "./_result.ts";

/** A class of one row in a split has a recall of 0 or 1 there, and no second row to be learned from. */
const MIN_ROWS_PER_SPLIT = 2;

/** KEEL, the usual collection of imbalanced data sets, calls a ratio above 9 highly imbalanced (Alcalá-Fdez et al. 2011). */
const MAX_IMBALANCE = 9;

const MAX_SHOWN = 5;

export function checkLabels(corpus: Corpus, splits: Splits | undefined): CheckResult[] {
  return [...findLookalikes(corpus), checkRareClasses(corpus, splits), checkImbalance(corpus)];
}

/** One result for each group of labels that a person would call the same. */
function findLookalikes({ classNames, classSizes, classOf }: Corpus): CheckResult[] {
  const groups = new Map<string, number[]>();
  classNames.forEach((name, id) => {
    const key = canonicalText(name);
    groups.set(key, [...(groups.get(key) ?? []), id]);
  });
  const lookalikes = [...groups.values()].filter((ids) => ids.length > 1);
  if (lookalikes.length === 0) {
    return [result("LABEL_LOOKALIKE", "pass", "no two labels differ only by case, space or Unicode form")];
  }
  return lookalikes.map((ids) => {
    const bySize = ids.sort((a, b) => classSizes[b]! - classSizes[a]!);
    const names = bySize.map((id) => `${quoteText(classNames[id]!)} (${count(classSizes[id]!)})`);
    const plain = new Set(ids.map((id) => classNames[id]!.toLowerCase().replace(/\s+/g, " ").trim()));
    const difference = plain.size === 1 ? "case/space" : "case, space or Unicode form";
    const rare = new Set(bySize.slice(1));
    const rows = rowsWhere(classOf, (label) => rare.has(label));
    const message = `${names.slice(0, MAX_SHOWN).join(" and ")} differ only by ${difference}`;
    return result("LABEL_LOOKALIKE", "warn", message, rows, "write them alike");
  });
}

function checkRareClasses({ classNames, classSizes, classOf }: Corpus, splits: Splits | undefined): CheckResult {
  const least = (id: number): { rows: number; where: string } => {
    const perSplit = SPLIT_NAMES.filter((name) => splits !== undefined && splits[name].length > 0).map((name) => ({
      rows: splits![name].reduce((total, row) => total + Number(classOf[row] === id), 0),
      where: ` in ${name}`,
    }));
    // Without splits: what a split into three parts could give each at most.
    if (perSplit.length === 0) return { rows: Math.floor(classSizes[id]! / SPLIT_NAMES.length), where: "" };
    return perSplit.reduce((a, b) => (b.rows < a.rows ? b : a));
  };
  const rare = [...classNames.keys()]
    .map((id) => ({ id, ...least(id) }))
    .filter(({ rows }) => rows < MIN_ROWS_PER_SPLIT);
  const code = "DATA_RARE_CLASS";
  if (rare.length === 0)
    return result(code, "pass", `every class has at least ${MIN_ROWS_PER_SPLIT} rows in each split`);
  const shown = rare
    .slice(0, MAX_SHOWN)
    .map(
      ({ id, rows, where }) => `${quoteText(classNames[id]!)} (${where === "" ? classSizes[id]! : `${rows}${where}`})`,
    );
  const more = rare.length > MAX_SHOWN ? ` and ${count(rare.length - MAX_SHOWN)} more` : "";
  const message = `fewer than ${MIN_ROWS_PER_SPLIT} rows in some split: ${shown.join(", ")}${more}`;
  const ids = new Set(rare.map(({ id }) => id));
  const rows = rowsWhere(classOf, (label) => ids.has(label));
  return result(code, "warn", message, rows, "more rows of the class, or merge it with another");
}

function checkImbalance({ classNames, classSizes }: Corpus): CheckResult {
  const largest = classSizes.indexOf(Math.max(...classSizes));
  const smallest = classSizes.indexOf(Math.min(...classSizes));
  const ratio = classSizes[largest]! / classSizes[smallest]!;
  const name = (id: number): string => `${quoteText(classNames[id]!)} (${count(classSizes[id]!)})`;
  const message = `the largest class, ${name(largest)}, has ${ratio.toFixed(1)} times the rows of the smallest, ${name(smallest)}`;
  if (ratio === 1) return result("DATA_IMBALANCE", "pass", `every class has ${counted(classSizes[0]!, "row")}`);
  const isWarning = ratio > MAX_IMBALANCE;
  const fix = "judge by macro F1 rather than by accuracy, or sample classes alike";
  return result("DATA_IMBALANCE", isWarning ? "warn" : "pass", message, [], fix);
}

function rowsWhere(classOf: Int32Array, holds: (label: number) => boolean): number[] {
  const rows: number[] = [];
  classOf.forEach((label, row) => {
    if (holds(label)) rows.push(row);
  });
  return rows;
}
