// Texts of three classes that are easy to tell apart.

import type { GivenSettings } from "../src/index.ts";

const WORDS = {
  sport: ["team", "goal", "match", "league"],
  economy: ["bank", "market", "price", "trade"],
  science: ["planet", "cell", "energy", "atom"],
};

/** 90 texts. */
export const NEWS: { readonly texts: readonly string[]; readonly labels: readonly string[] } = (() => {
  const rows = Object.entries(WORDS).flatMap(([label, words]) =>
    Array.from({ length: 30 }, (_, i) => {
      const pick = (k: number): string => words[(i + k) % words.length]!;
      return { label, text: `the ${pick(0)} and the ${pick(1)}, report ${i}` };
    }),
  );
  return { texts: rows.map(({ text }) => text), labels: rows.map(({ label }) => label) };
})();

/** 120 texts, each with the words of one class, of two, or of none. */
export const MIXED: { readonly texts: readonly string[]; readonly labels: readonly (readonly string[])[] } = (() => {
  const names = Object.keys(WORDS) as (keyof typeof WORDS)[];
  const rows = Array.from({ length: 120 }, (_, i) => {
    const labels = [[0], [1], [2], [0, 1], [1, 2], []][i % 6]!.map((c) => names[c]!);
    const words = labels.flatMap((label) => [0, 1].map((k) => WORDS[label][(i + k) % 4]!));
    return { labels, text: `the ${words.join(" and ")} report ${i} of the day` };
  });
  return { texts: rows.map(({ text }) => text), labels: rows.map(({ labels }) => labels) };
})();

/** A model and a run that take a second. */
export const TINY: GivenSettings = {
  ...{ embeddingSize: 8, hiddenSize: 8, numEpochs: 6, batchSize: 8, minFrequency: 1, learningRate: 0.05 },
  ...{ backend: "wasm", threads: 1 },
};

/** One training of the LSTM, with a validation split. */
export const LSTM_ALONE: GivenSettings = { parts: ["lstm"], folds: null, split: [0.8, 0.1, 0.1] };

/** As a CSV file. */
export const NEWS_CSV: string = `text,category\n${NEWS.texts.map((text, i) => `"${text}",${NEWS.labels[i]}`).join("\n")}\n`;
