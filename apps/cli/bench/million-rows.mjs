// Reads, checks, tokenises and batches a large file, and prints the time of each step and the memory of all of them.
//
//   node bench/million-rows.mjs [rows, default 1000000] [words a text, default 40]
//
// The file is made in a temporary folder: words by a power law out of 100,000, a class in every third text.

import { createWriteStream, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildLabelMap, checkDataset, createLoader, createRng, splitStratified } from "@newsclf/dataset";
import { readExamples } from "@newsclf/dataset/node";
import { buildTokenizer } from "@newsclf/tokenizer";

const [numRows, numWords] = [Number(process.argv[2] ?? 1_000_000), Number(process.argv[3] ?? 40)];
const folder = mkdtempSync(join(tmpdir(), "newsclf-million-"));
const path = join(folder, "news.csv");
let total = 0;

try {
  await writeRows();
  console.log(`${numRows.toLocaleString("en-US")} rows, ${(statSync(path).size / 1e6).toFixed(0)} MB`);
  const { examples } = await timed("read", () => readExamples(path, { labelled: true }));
  const labelMap = buildLabelMap(examples.labelNames);
  const labels = Int32Array.from(examples.labelNames, labelMap.idOf);
  const splits = splitStratified(labels, { train: 0.8, validation: 0.1, test: 0.1 }, 0);
  const texts = Array.from(splits.train, (row) => examples.texts[row]);
  const tokenizer = await timed("fit the vocabulary", () => buildTokenizer(texts, { minFrequency: 2 }));
  const encoded = await timed("encode", () => tokenizer.encodeBatch(examples.texts, { maxLength: 256 }));
  const dataset = { ...encoded, labels };
  await timed("batch one epoch", () => {
    const loader = createLoader(dataset, { batchSize: 32, shuffle: true, bucketed: true, rows: splits.train });
    let numTokens = 0;
    for (const { tokenIds } of loader.epoch(0)) numTokens += tokenIds.length;
    return numTokens;
  });
  console.log(`together ${total.toFixed(1)} s, peak memory ${peakMegabytes()} MB`);
  const { status } = await timed("check", () => checkDataset(examples, { splits }));
  console.log(`(${status}) peak memory with the checks ${peakMegabytes()} MB`);
} finally {
  rmSync(folder, { recursive: true });
}

async function timed(what, run) {
  const start = performance.now();
  const result = await run();
  const seconds = (performance.now() - start) / 1000;
  total += seconds;
  console.log(`${what.padEnd(20)} ${seconds.toFixed(1).padStart(5)} s`);
  return result;
}

function peakMegabytes() {
  return (process.resourceUsage().maxRSS / 1000).toFixed(0);
}

async function writeRows() {
  const rng = createRng(1);
  const file = createWriteStream(path);
  file.write("text,label\n");
  for (let row = 0; row < numRows; row += 1000) {
    const lines = Array.from({ length: Math.min(1000, numRows - row) }, () => {
      const label = rng.below(10);
      const words = Array.from({ length: numWords }, () => `word${Math.floor(100_000 ** rng.float())}`);
      if (rng.below(3) === 0) words[0] = `topic${label}${rng.below(9)}`;
      return `"${words.join(" ")}",class${label}\n`;
    });
    if (!file.write(lines.join(""))) await new Promise((resolve) => file.once("drain", resolve));
  }
  await new Promise((resolve) => file.end(resolve));
}
