// Streams a large CSV file through the reader, and prints the speed and the memory it took.
//
//   node bench/read-csv.mjs [megabytes, default 1000] [file; made if it is not there. Default: a temporary one]

import { createWriteStream, existsSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { streamExamples } from "../dist/node.js";

const megabytes = Number(process.argv[2] ?? 1000);
const path = process.argv[3] ?? join(tmpdir(), `newsclf-bench-${process.pid}.csv`);
if (!existsSync(path)) await pipeline(Readable.from(makeCsv(megabytes * 1e6)), createWriteStream(path));

const idle = process.memoryUsage.rss();
let peak = 0;
let numCharacters = 0;
const start = performance.now();
const stream = streamExamples(path);
for await (const { texts } of stream) {
  for (const text of texts) numCharacters += text.length;
  peak = Math.max(peak, process.memoryUsage.rss());
}
const seconds = (performance.now() - start) / 1000;
const size = statSync(path).size / 1e6;
console.log(
  `${size.toFixed(0)} MB, ${stream.summary.numRows} rows, ${numCharacters} characters, node ${process.version}`,
);
console.log(`${seconds.toFixed(1)} s, ${(size / seconds).toFixed(0)} MB/s`);
console.log(`peak memory ${(peak / 1e6).toFixed(0)} MB, ${(idle / 1e6).toFixed(0)} MB before the first row`);
if (process.argv[3] === undefined) rmSync(path);

/** News of some 250 bytes a row: quoted texts with commas, doubled quotes, accents and now and then a line break. */
function* makeCsv(numBytes) {
  const words = [
    "años",
    "the",
    "market",
    "economía",
    "goal",
    'so-called ""crisis""',
    "new, and old",
    "minister",
    "said",
    "2024",
  ];
  let state = 1;
  const random = (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  yield "text,label\n";
  for (let written = 0; written < numBytes; ) {
    let block = "";
    while (block.length < 1 << 18) {
      const text = Array.from({ length: 20 + random(40) }, () => words[random(words.length)]).join(" ");
      block += `"${text}${random(10) === 0 ? "\n" : ""}",class ${random(7)}\n`;
    }
    written += Buffer.byteLength(block);
    yield block;
  }
}
