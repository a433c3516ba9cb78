// What batches cost: the order of an epoch, and each batch.
//
//   node bench/loader.mjs [texts, default 1000000]
//
// Texts have 5 to 256 tokens; a batch has 32 texts.

import { createLoader, createRng } from "../dist/index.js";

const n = Number(process.argv[2] ?? 1_000_000);
const rng = createRng(1);
const offsets = new Int32Array(n + 1);
for (let i = 0; i < n; i++) offsets[i + 1] = offsets[i] + 5 + rng.below(252);
const dataset = { tokenIds: new Uint16Array(offsets[n]).fill(2), offsets, labels: new Int32Array(n) };
for (const [name, options] of Object.entries({
  "32 texts": { batchSize: 32, bucketed: true },
  "8,192 tokens": { batchSize: 512, maxBatchTokens: 8192 },
})) {
  const loader = createLoader(dataset, { shuffle: true, ...options });
  const start = performance.now();
  let first;
  let batches = 0;
  let padded = 0;
  for (const { offsets: ends } of loader.epoch(0)) {
    first ??= performance.now() - start;
    batches++;
    let longest = 1;
    for (let b = 1; b < ends.length; b++) longest = Math.max(longest, ends[b] - ends[b - 1]);
    padded += longest * (ends.length - 1);
  }
  const each = (1000 * (performance.now() - start - first)) / batches;
  const padding = (100 * (1 - offsets[n] / padded)).toFixed(1);
  console.log(`${name}: order ${first.toFixed(0)} ms, then ${each.toFixed(0)} µs a batch; ${padding} % padding`);
}
