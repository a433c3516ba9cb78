// Reads a CSV file, checks it, splits it, and makes batches of token ids: the data for any model, without newsclf's own.
//
//     node examples/dataset-alone.mjs

// @ts-check

import { fileURLToPath } from "node:url";
import { buildLabelMap, checkDataset, createLoader, selectExamples, splitStratified } from "@newsclf/dataset";
import { readExamples } from "@newsclf/dataset/node";
import { fitTokenizer } from "@newsclf/tokenizer";

const sample = fileURLToPath(new URL("../apps/cli/sample/noticias.csv", import.meta.url));
const { examples, summary } = await readExamples(sample, { labelColumn: "category" });
console.log("read", summary.numRows, "kept", summary.numKept, "dropped", summary.dropped);

const labelMap = buildLabelMap(examples.labelNames);
const labels = Int32Array.from(examples.labelNames, labelMap.idOf);
const splits = splitStratified(labels, { train: 0.8, validation: 0.1, test: 0.1 }, 0);
const train = selectExamples(examples, splits.train);
console.log("classes", labelMap.classNames.join(", "));
console.log("splits", splits.train.length, splits.validation.length, splits.test.length);

const { status, checks } = checkDataset(examples, { splits });
console.log("checks", status);
for (const { status, code, message } of checks) if (status !== "pass") console.log(status, code, message);

// Any tokenizer will do, as long as it gives token ids and offsets.
const { tokenizer, encoded } = fitTokenizer(train.texts, { minFrequency: 2 });
const dataset = { ...encoded, labels: Int32Array.from(train.labelNames, labelMap.idOf) };
const loader = createLoader(dataset, { batchSize: 32, shuffle: true, bucketed: true });
const [{ tokenIds, offsets, labels: golds }] = loader.epoch(0);
console.log(
  "batches",
  loader.numBatches,
  "of which the first has",
  tokenIds.length,
  "tokens in",
  golds.length,
  "texts",
);
console.log(labelMap.classNames[golds[0]], tokenizer.decode(tokenIds.subarray(offsets[0], offsets[1])));
