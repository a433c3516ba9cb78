// Checks a CSV file and prints what was found, and how long it took.
//
//   node bench/check.mjs data.csv [text column] [label column] [copies, default 1]
//
// With copies, every text comes so often, each time with a number after it: a larger file of the same kind.

import { buildLabelMap, checkDataset, splitStratified } from "../dist/index.js";
import { readExamples } from "../dist/node.js";

const [path, text, label, copies = 1] = process.argv.slice(2);
const { examples } = await readExamples(path, {
  ...(text && { textColumn: text }),
  ...(label && { labelColumn: label }),
});
const times = Array.from({ length: Number(copies) }, (_, copy) => copy);
const texts = times.flatMap((copy) => examples.texts.map((one) => (copy === 0 ? one : `${one} ${copy}`)));
const labelNames = times.flatMap(() => examples.labelNames);
const ids = Int32Array.from(labelNames, buildLabelMap(labelNames).idOf);
const splits = splitStratified(ids, { train: 0.8, validation: 0.1, test: 0.1 }, 0);

const start = performance.now();
const { status, checks } = checkDataset({ texts, labelNames }, { splits });
const seconds = (performance.now() - start) / 1000;
for (const { status, code, message, rows } of checks) {
  console.log(`${status}  ${code.padEnd(20)} ${message}${status === "pass" ? "" : ` rows ${rows.slice(0, 5)}`}`);
}
console.log(`${status}: ${texts.length} texts in ${seconds.toFixed(1)} s`);
