// The development sets of docs/accuracy.md, as folders that accuracy.mjs takes.
//
//   pnpm accuracy:sets DATA OUT [--seeds 5]
//
// DATA holds ag_news/{train_30k,test}.csv (label,text), es_headlines/headlines.csv (title;date;source;category),
// es_newsapi/noticias.csv (TÍTULO, CONTENIDO, CATEGORÍA) and es_fakenews/{train,development}.csv (Headline, Text, Topic).

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createRng, range, shuffle } from "@newsclf/dataset";
import { readExamples } from "@newsclf/dataset/node";
import { csvLine } from "@newsclf/evaluation";

/** @typedef {readonly [text: string, label: string]} Row */

const { values, positionals } = parseArgs({
  args: process.argv.slice(2).filter((arg) => arg !== "--"),
  allowPositionals: true,
  options: { seeds: { type: "string", default: "5" } },
});
const [data, out] = positionals;
if (data === undefined || out === undefined) throw new Error("make-sets: name the folder of the data and one to make");
const seeds = [...Array(Number(values.seeds)).keys()];

const agTrain = await read("ag_news/train_30k.csv", ["text"], "label");
const agTest = await read("ag_news/test.csv", ["text"], "label");
writeSet("ag_30k", agTrain, agTest);
for (const seed of seeds) {
  const drawn = shuffled(agTrain, seed);
  for (const n of [1000, 3000, 10_000]) writeSet(`ag_${n / 1000}k-${seed}`, drawn.slice(0, n), agTest);
}
splitSets("es_headlines", await read("es_headlines/headlines.csv", ["title"], "category"), 0.1);
splitSets("es_newsapi", await read("es_newsapi/noticias.csv", ["TÍTULO", "CONTENIDO"], "CATEGORÍA"), 0.1);
const fakenews = await Promise.all(
  ["train", "development"].map((name) => read(`es_fakenews/${name}.csv`, ["Headline", "Text"], "Topic")),
);
splitSets("es_fakenews", fakenews.flat(), 0.2);

/** @param {string} file @param {string[]} textColumn @param {string} labelColumn @returns {Promise<Row[]>} */
async function read(file, textColumn, labelColumn) {
  const { examples } = await readExamples(join(data, file), { textColumn, labelColumn, labelled: true });
  return examples.texts.map((text, i) => [text, examples.labelNames[i]]);
}

/** @param {string} name @param {Row[]} rows @param {number} testShare */
function splitSets(name, rows, testShare) {
  const numTest = Math.round(testShare * rows.length);
  for (const seed of seeds) {
    const drawn = shuffled(rows, seed);
    writeSet(`${name}-${seed}`, drawn.slice(numTest), drawn.slice(0, numTest));
  }
}

/** @param {Row[]} rows @param {number} seed */
function shuffled(rows, seed) {
  return Array.from(shuffle(range(rows.length), createRng(seed)), (row) => rows[row]);
}

/** @param {string} name @param {Row[]} train @param {Row[]} test */
function writeSet(name, train, test) {
  mkdirSync(join(out, name), { recursive: true });
  for (const [split, rows] of Object.entries({ train, test })) {
    const lines = [["text", "label"], ...rows].map((row) => csvLine(row));
    writeFileSync(join(out, name, `${split}.csv`), lines.join(""));
  }
}
