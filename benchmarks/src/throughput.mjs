// Texts that a trained model labels in a second, from file to file; beside fastText and ONNX Runtime, if Python has them.
//
//   pnpm throughput DATA.csv --text-column title --label-column category [--rows 300000] [--rounds 2] [--python python3]
//
// Trains on DATA, then labels that many texts that are put together from halves of its own: with the presets `fast` and `default`
// and the LSTM alone, on one thread and on as many as there are, as lines and as a table. The times are those of whole programs;
// Python's are without its start, its imports and its training.

import { execFileSync, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, mkdtempSync, openSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { cwd, env, execPath } from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createRng } from "@newsclf/dataset";
import { readExamples } from "@newsclf/dataset/node";
import { csvLine } from "@newsclf/evaluation";

const CLI = fileURLToPath(new URL("../../apps/cli/dist/main.js", import.meta.url));
const PEERS = fileURLToPath(new URL("throughput.py", import.meta.url));
/** @type {Record<string, string[]>} */
const MODELS = { fast: ["--preset", "fast"], default: [], "LSTM alone": ["--parts", "lstm", "--folds", "none"] };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    "text-column": { type: "string" },
    "label-column": { type: "string" },
    rows: { type: "string", default: "300000" },
    rounds: { type: "string", default: "2" },
    python: { type: "string" },
  },
});
if (positionals.length !== 1) throw new Error("throughput: expected a file of labelled texts");
const [numRows, numRounds] = [Number(values.rows), Number(values.rounds)];
const data = resolve(env.INIT_CWD ?? cwd(), positionals[0]);
const folder = mkdtempSync(join(tmpdir(), "throughput-"));
process.on("exit", () => rmSync(folder, { recursive: true }));

const columns = { textColumn: values["text-column"], labelColumn: values["label-column"] };
const { examples } = await readExamples(data, columns);
await write("train.csv", function* () {
  yield csvLine(["text", "label"]);
  for (const [i, text] of examples.texts.entries()) yield csvLine([text, examples.labelNames[i]]);
});
const texts = mixed(examples.texts, numRows);
await write("texts.txt", () => texts.map((text) => `${text}\n`));
await write("texts.csv", function* () {
  yield csvLine(["id", "text"]);
  for (const [i, text] of texts.entries()) yield csvLine([i, text]);
});

/** @type {Record<string, number>} Seconds of the best round. */
const best = {};
for (const [name, options] of Object.entries(MODELS)) {
  newsclf(["train", "--data", "train.csv", "--text-column", "text", "--out", name, ...options]);
}
newsclf(["export", "--format", "huggingface", "LSTM alone/model", "exported"]);
for (let round = 0; round < numRounds; round++) {
  for (const name of Object.keys(MODELS)) {
    const predict = ["predict", "--model", `${name}/model`];
    for (const threads of [...new Set([1, availableParallelism()])]) {
      const on = ["--threads", String(threads)];
      time(`newsclf ${name}, lines, threads: ${threads}`, () =>
        newsclf([...predict, ...on], "texts.txt", "answers.txt"),
      );
    }
    const table = ["--data", "texts.csv", "--text-column", "text", "--out"];
    time(`newsclf ${name}, table`, () => newsclf([...predict, ...table, `answers-${round}.csv`]));
    rmSync(join(folder, `answers-${round}.csv`));
  }
  if (values.python !== undefined) {
    peer("fastText with bigrams, lines", "fasttext", "train.csv");
    peer("ONNX Runtime on the LSTM alone, lines", "onnx", "exported");
  }
}
console.log(
  `${numRows} texts of ${(texts.join(" ").split(" ").length / numRows).toFixed(1)} words, best of ${numRounds}:`,
);
for (const [name, seconds] of Object.entries(best)) {
  console.log(
    `${name.padEnd(44)} ${Math.round(numRows / seconds)
      .toLocaleString("en-US")
      .padStart(9)} texts/s`,
  );
}
process.exit();

/** Each the first half of one text and the second half of another. @param {readonly string[]} parts @param {number} count */
function mixed(parts, count) {
  const rng = createRng(1);
  const words = parts.map((text) => text.split(/\s+/));
  const draw = () => words[rng.below(words.length)];
  return Array.from({ length: count }, () => {
    const [a, b] = [draw(), draw()];
    return [...a.slice(0, a.length >> 1), ...b.slice(b.length >> 1)].join(" ");
  });
}

/** @param {string} name @param {() => Iterable<string>} lines */
async function write(name, lines) {
  const stream = createWriteStream(join(folder, name));
  for (const line of lines()) if (!stream.write(line)) await once(stream, "drain");
  stream.end();
  await once(stream, "finish");
}

/** @param {string} name @param {() => unknown} run @returns {void} */
function time(name, run) {
  const start = performance.now();
  const given = run();
  const seconds = typeof given === "number" ? given : (performance.now() - start) / 1000;
  best[name] = Math.min(best[name] ?? Number.POSITIVE_INFINITY, seconds);
}

/** @param {string[]} args @param {string} [input] @param {string} [output] */
function newsclf(args, input, output) {
  const stdin = input === undefined ? "ignore" : openSync(join(folder, input), "r");
  const stdout = output === undefined ? "ignore" : openSync(join(folder, output), "w");
  const { status } = spawnSync(execPath, [CLI, ...args], {
    cwd: folder,
    env: { ...env, INIT_CWD: folder },
    stdio: [stdin, stdout, "inherit"],
  });
  if (status !== 0) throw new Error(`newsclf ${args.join(" ")} ended with ${status}`);
}

/** @param {string} name @param {string} kind @param {string} model */
function peer(name, kind, model) {
  const args = [PEERS, kind, model, "texts.txt", "answers.txt"];
  time(name, () => Number(execFileSync(values.python ?? "", args, { cwd: folder, encoding: "utf8" })));
}
