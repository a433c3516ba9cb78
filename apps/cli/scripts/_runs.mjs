// Small runs, and what they leave.

import { readFile } from "node:fs/promises";
import { join } from "node:path";

const FILES = [
  ...[
    "config.json",
    "splits.json",
    "metrics.jsonl",
    "evaluation.json",
    "predictions.csv",
    "out-of-fold.csv",
    "errors.csv",
    "report.html",
  ],
  ...["manifest.json", "config.json", "tokenizer.json", "ngrams.bin", "weights.bin"].map((name) => `model/${name}`),
];
/** @returns Files of the second run folder that are not those of the first, whose settings are the same. */
export async function differencesOf(expected, found) {
  const differences = [];
  for (const file of FILES) {
    const [before, after] = await Promise.all([expected, found].map((folder) => content(join(folder, file))));
    if (before !== after) differences.push(join(found, file));
  }
  return differences;
}

/** Without what clocks say. */
async function content(path) {
  const text = await readFile(path, "latin1");
  return path.endsWith(".jsonl") ? text.replace(/,"durationMs.*/g, "") : text;
}

/** Labelled texts, as CSV. */
export function news() {
  const words = {
    sport: "team goal match league",
    economy: "bank market price trade",
    science: "planet cell energy atom",
  };
  const rows = Object.entries(words).flatMap(([label, list]) => {
    const pick = (k) => list.split(" ")[k % 4];
    const text = (i) => Array.from({ length: 8 }, (_, k) => `the ${pick(i + k * (i % 3))}`).join(" ");
    return Array.from({ length: 60 }, (_, i) => `${text(i)} of report ${i % 17},${label}`);
  });
  return `text,category\n${rows.join("\n")}\n`;
}
