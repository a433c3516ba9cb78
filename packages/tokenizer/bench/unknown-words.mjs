// What the options for rare words do: unknown tokens on another split, and the accuracy of naive Bayes over the ids.
//
//   python3 bench/csv_to_lines.py train.csv text label > train.txt
//   python3 bench/csv_to_lines.py test.csv text label > test.txt
//   node bench/unknown-words.mjs train.txt test.txt

import { readFileSync } from "node:fs";
import { buildTokenizer, inspectEncoded } from "../dist/index.js";

const [train, test] = process.argv.slice(2).map((path) => {
  const rows = readFileSync(path, "utf8").split("\n").slice(0, -1);
  return {
    labels: rows.map((row) => row.split("\t", 1)[0]),
    texts: rows.map((row) => row.slice(row.indexOf("\t") + 1)),
  };
});

const vocabularies = {
  "every word": {},
  "`minFrequency: 2`": { minFrequency: 2 },
  "`minFrequency: 5`": { minFrequency: 5 },
  "`minFrequency: 5, hashBuckets: 1000`": { minFrequency: 5, hashBuckets: 1000 },
  "`minFrequency: 5, hashBuckets: 10_000`": { minFrequency: 5, hashBuckets: 10_000 },
  '`minFrequency: 5, numbers: "fold"`': { minFrequency: 5, numbers: "fold" },
};
for (const [name, options] of Object.entries(vocabularies)) {
  const tokenizer = buildTokenizer(train.texts, options);
  const encodedTest = tokenizer.encodeBatch(test.texts);
  const { unknownRate } = inspectEncoded(tokenizer, encodedTest);
  const accuracy = naiveBayes(tokenizer.encodeBatch(train.texts), encodedTest, tokenizer.vocabSize);
  const percent = (value) => `${(100 * value).toFixed(1)} %`;
  console.log(
    `| ${name} | ${tokenizer.vocabSize.toLocaleString("en")} | ${percent(unknownRate)} | ${percent(accuracy)} |`,
  );
}

/** Accuracy of multinomial naive Bayes with add-one smoothing. */
function naiveBayes(fitted, other, vocabSize) {
  const labels = [...new Set(train.labels)];
  const counts = labels.map(() => new Float64Array(vocabSize).fill(1));
  const totals = labels.map(() => vocabSize);
  train.labels.forEach((label, row) => {
    const index = labels.indexOf(label);
    for (const id of idsOf(fitted, row)) counts[index][id]++;
    totals[index] += fitted.offsets[row + 1] - fitted.offsets[row];
  });
  const logs = counts.map((count, index) => count.map((value) => Math.log(value / totals[index])));
  const right = test.labels.filter((label, row) => {
    const scores = logs.map((log) => idsOf(other, row).reduce((sum, id) => sum + log[id], 0));
    return labels[scores.indexOf(Math.max(...scores))] === label;
  });
  return right.length / test.labels.length;
}

function idsOf({ tokenIds, offsets }, row) {
  return tokenIds.subarray(offsets[row], offsets[row + 1]);
}
