// Texts of three classes that are easy to tell apart.

import type { GivenSettings, LabelledTexts } from "../src/index.ts";

const WORDS = {
  sport: ["team", "goal", "match", "league"],
  economy: ["bank", "market", "price", "trade"],
  science: ["planet", "cell", "energy", "atom"],
};

/** 90 texts. */
export const NEWS: LabelledTexts = (() => {
  const rows = Object.entries(WORDS).flatMap(([label, words]) =>
    Array.from({ length: 30 }, (_, i) => {
      const pick = (k: number): string => words[(i + k) % words.length]!;
      return { label, text: `the ${pick(0)} and the ${pick(1)}, report ${i}` };
    }),
  );
  return { texts: rows.map(({ text }) => text), labels: rows.map(({ label }) => label) };
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
