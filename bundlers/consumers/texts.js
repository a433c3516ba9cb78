// Texts of three classes that are easy to tell apart, and settings that learn them in a second.

const WORDS = {
  sport: ["team", "goal", "match", "league"],
  economy: ["bank", "market", "price", "trade"],
  science: ["planet", "cell", "energy", "atom"],
};

const rows = Object.entries(WORDS).flatMap(([label, words]) =>
  Array.from({ length: 30 }, (_, i) => ({
    label,
    text: `the ${words[i % 4]} and the ${words[(i + 1) % 4]}, report ${i}`,
  })),
);

export const NEWS = { texts: rows.map(({ text }) => text), labels: rows.map(({ label }) => label) };

export const TINY = {
  ...{ embeddingSize: 8, hiddenSize: 8, numEpochs: 6, batchSize: 8, minFrequency: 1, learningRate: 0.05 },
};

/** As many tokens as are worth threads, and little else. */
export const LONG_NEWS = { texts: NEWS.texts.map((text) => `${text} `.repeat(600)), labels: NEWS.labels };
export const ONE_EPOCH = { ...TINY, numEpochs: 1, maxLength: 5000, parts: ["lstm"], duplicates: "keep", threads: 2 };

export const TEXT = "the bank";
