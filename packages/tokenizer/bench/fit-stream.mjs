// Fits a vocabulary to a long stream with ever new words, and prints the time and the memory it took.
//
//   node bench/fit-stream.mjs [megabytes, default 1000]

import { createTokenizerBuilder } from "../dist/index.js";

const megabytes = Number(process.argv[2] ?? 1000);
const builder = createTokenizerBuilder({ minFrequency: 5 });
const idle = process.memoryUsage.rss();
const start = performance.now();
let state = 1;
let bytes = 0;
while (bytes < megabytes * 1e6) {
  let text = "";
  // Ranks by a power law: a few words very often, and one word in eight never seen before or again.
  for (let i = 0; i < 100; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const isNew = (state & 0x7000_0000) === 0;
    text += isNew ? `new${bytes + i} ` : `word${Math.floor(200_000 ** (state / 2 ** 32))} `;
  }
  builder.add(text);
  bytes += text.length;
}
const seconds = (performance.now() - start) / 1000;
const tokenizer = builder.build();
console.log(`${megabytes} MB, ${builder.numTokens} tokens in ${seconds.toFixed(1)} s, making the texts included`);
console.log(`vocabulary ${tokenizer.vocabSize}, count error ${builder.countError}`);
console.log(
  `peak memory ${(process.resourceUsage().maxRSS / 1000).toFixed(0)} MB, ${(idle / 1e6).toFixed(0)} MB before the first text`,
);
