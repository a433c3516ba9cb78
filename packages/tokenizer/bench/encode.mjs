// Encoding speed beside other tokenizers, in one run and one thread each.
//
//   python3 bench/csv_to_lines.py data.csv text > texts.txt
//   node bench/encode.mjs texts.txt [python with `tokenizers` installed]
//
// Where `natural`, `wink-tokenizer` or `gpt-tokenizer` are installed in the current folder, they run as well.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Tokenizer as LibraryTokenizer } from "@huggingface/tokenizers";
import { buildTokenizer, fitTokenizer } from "../dist/index.js";

const [path, python = "python3"] = process.argv.slice(2);
const texts = readFileSync(path, "utf8").split("\n").slice(0, -1);
const megabytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6;

/** Best of some rounds, in MB/s. */
function speed(encodeAll, rounds = 5) {
  let best = 0;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    encodeAll();
    best = Math.max(best, (megabytes * 1000) / (performance.now() - start));
  }
  return best;
}

const fit = speed(() => buildTokenizer(texts), 3);
const fitAndEncode = speed(() => fitTokenizer(texts), 3);
const fitThenEncode = speed(() => buildTokenizer(texts).encodeBatch(texts), 3);
const tokenizer = buildTokenizer(texts);
const own = speed(() => tokenizer.encodeBatch(texts));
const numTokens = tokenizer.encodeBatch(texts).tokenIds.length;
console.log(`${path}: ${megabytes.toFixed(1)} MB, ${texts.length} texts, ${numTokens} tokens, node ${process.version}`);
console.log(`fit a vocabulary             ${fit.toFixed(1)} MB/s`);
console.log(`fit and encode in one pass   ${fitAndEncode.toFixed(1)} MB/s, in two ${fitThenEncode.toFixed(1)} MB/s`);
console.log(`encodeBatch                  ${own.toFixed(1)} MB/s`);

function report(name, mbPerSecond) {
  console.log(
    `${name.padEnd(28)} ${mbPerSecond.toFixed(1)} MB/s, encodeBatch is ${(own / mbPerSecond).toFixed(1)} times as fast`,
  );
}

const folder = mkdtempSync(join(tmpdir(), "bench-"));
writeFileSync(join(folder, "tokenizer.json"), JSON.stringify(tokenizer));
const script = fileURLToPath(new URL("encode.py", import.meta.url));
const run = spawnSync(python, [script, join(folder, "tokenizer.json"), path], { encoding: "utf8" });
rmSync(folder, { recursive: true });
if (run.status === 0) {
  const [version, mbPerSecond, pythonTokens] = run.stdout.trim().split(" ");
  if (Number(pythonTokens) !== numTokens) throw new Error(`Python gives ${pythonTokens} tokens`);
  report(`Python tokenizers ${version}`, Number(mbPerSecond));
} else {
  console.log(`Python tokenizers: not measured (${(run.stderr ?? run.error.message).trim().split("\n").at(-1)})`);
}

const library = new LibraryTokenizer(tokenizer.toJSON(), { unk_token: "[UNK]" });
report(
  "@huggingface/tokenizers",
  speed(() => texts.forEach((text) => void library.encode(text)), 2),
);

// The first two give words, which a map turns into ids; the last has a vocabulary of its own.
const idOf = new Map(tokenizer.vocab.map((token, id) => [token, id]));
const others = {
  natural: ({ WordTokenizer }) => {
    const words = new WordTokenizer();
    return (text) => words.tokenize(text.toLowerCase()).map((word) => idOf.get(word) ?? 1);
  },
  "wink-tokenizer": (createTokenizer) => {
    const words = createTokenizer();
    return (text) => words.tokenize(text.toLowerCase()).map(({ value }) => idOf.get(value) ?? 1);
  },
  "gpt-tokenizer": ({ encode }) => encode,
};
const load = createRequire(join(process.cwd(), "package.json"));
for (const [name, create] of Object.entries(others)) {
  let module;
  try {
    module = load(name);
  } catch {
    continue;
  }
  const encode = create(module);
  report(
    name,
    speed(() => texts.forEach((text) => void encode(text)), 2),
  );
}
