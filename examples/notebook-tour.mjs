// The PyTorch Lightning notebook that newsclf began as, cell by cell, on the bundled sample of synthetic Spanish news.
// The settings are newsclf's own, with few epochs; `preset: "notebook"` in cell 2 takes those of the notebook, and minutes.
//
//     node examples/notebook-tour.mjs

// @ts-check

import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  checkData,
  describeBackend,
  resolveSettings,
  selectBackend,
  trainClassifier,
  version,
} from "@newsclf/classifier/node";
import { lengthStatistics, SPLIT_NAMES } from "@newsclf/dataset";
import { predictionRows } from "@newsclf/evaluation";
import { formatSummary, summarize } from "@newsclf/model";
import { sampleVocab } from "@newsclf/tokenizer";

// ## Cell 1: the environment
console.log(`newsclf ${version}, node ${process.version}`);
console.log(`engine ${describeBackend(await selectBackend("auto"))}`);

// ## Cell 2: the settings and the CSV file
const data = fileURLToPath(new URL("../apps/cli/sample/noticias.csv", import.meta.url));
const settings = resolveSettings({
  ...{ data, labelColumn: "category", titleColumn: "title", numEpochs: 4 },
  ...{ parts: ["lstm"], folds: null, split: [0.8, 0.1, 0.1] },
});
const { rows, tokenizer } = await checkData(data, settings);
const { texts, titles, labelNames, splits } = rows;
const { classNames } = rows.labelMap;
console.log(`${texts.length} rows in ${classNames.length} classes: ${classNames.join(", ")}`);

// ## Cell 3: one record
console.log({ title: titles[0], text: texts[0], label: labelNames[0] });

// ## Cell 4: text lengths
console.log("characters", lengthStatistics(texts.map((text) => text.length)));
console.log("tokens", lengthStatistics(texts.map((text) => tokenizer.tokenize(text).length)));

// ## Cell 5: the vocabulary
const { first, middle, last } = sampleVocab(tokenizer, 10);
console.log(`vocabulary of ${tokenizer.vocabSize} tokens`);
for (const entries of [first, middle, last]) console.log("  ", entries.map(({ token }) => token).join(" "));

// ## Cell 6: encode and decode
const tokenIds = tokenizer.encode(texts[0], { maxLength: 8 });
console.log("encoded", tokenIds, "decoded", tokenizer.decode(tokenIds));

// ## Cell 7: the splits, 80/10/10
for (const name of SPLIT_NAMES) console.log(`${name} ${splits[name].length}`);

// ## Cell 8: the model
const numClasses = classNames.length;
console.log(formatSummary(summarize({ ...settings, vocabSize: tokenizer.vocabSize, numClasses })));

// ## Cell 9: training
const out = join(mkdtempSync(join(tmpdir(), "newsclf-")), "run");
const { test, predictions, verdict } = await trainClassifier(
  settings,
  { out },
  {
    listeners: [
      {
        name: "showProgress",
        onStep: ({ done }) => process.stderr.write(`\r${Math.floor(100 * done)} % `),
        onEpochEnd: ({ epoch, train, validation }) => console.log(`epoch ${epoch}`, { train, validation }),
      },
    ],
  },
);

// ## Cell 10: TensorBoard
console.log(`tensorboard --logdir ${out}`, readdirSync(join(out, "tensorboard")));

// ## Cell 11: the test split
console.log("test accuracy", test.evaluation.accuracy);
console.log(verdict.join("\n"));

// ## Cell 12: predictions
const table = predictionRows(predictions);
console.table(table.slice(0, 10));

// ## Cell 13: errors
console.table(table.filter(({ gold, predicted }) => gold !== predicted).slice(0, 10));
