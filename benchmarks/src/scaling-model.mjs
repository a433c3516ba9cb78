// What more processes than there are here would bring, on paper: node src/scaling-model.mjs PART
//
// PART is what `scaling.mjs --batch-size 16 --parts 1` printed for one process: a part and an update. In the model each of R processes has
// such a part of 16 texts. Sums go up a binary tree, and the sum of all down another one: log2(R) messages each, over a network of 20
// microseconds; adding and packing a byte takes as long as it does here. Rows of the embedding are counted in texts as random as those of
// scaling.mjs, the dense gradients are those of the default model. Processes that slow each other down, because they share the memory of
// a machine, are not in it.

import { createRng } from "@newsclf/dataset";
import { addGradients, disposeGradient } from "@newsclf/kernels";
import { selectEngine } from "@newsclf/kernels/node";
import * as tf from "@tensorflow/tfjs-core";

const [NUM_TEXTS, LENGTH, VOCAB, EMBEDDING, LATENCY] = [16, 128, 20_000, 64, 20e-6];
const NUM_DENSE = 2 * 256 * (64 + 64 + 1) + 4 * 129;
const NETWORKS = { "10 Gbit/s": 1.25e9, "100 Gbit/s": 12.5e9 };
const ofPart = JSON.parse(process.argv[2] ?? "").seconds;

await selectEngine("native", 1);
const random = createRng(1);
/** The rows that so many parts read, ascending. */
const rowsOf = (/** @type {number} */ numParts) => {
  const words = new Set();
  for (let i = 0; i < numParts * NUM_TEXTS * LENGTH; i++) words.add(Math.floor(VOCAB ** random.float()));
  return Int32Array.from(words).sort();
};
const sizes = [1, 2, 4, 8, 16, 32, 64];
const known = new Map(sizes.map((size) => [size, 4 * (NUM_DENSE + rowsOf(size).length * (EMBEDDING + 1))]));
const bytesOf = (/** @type {number} */ numParts) => known.get(numParts) ?? 0;
const ofByte = secondsOfAdding() / bytesOf(2);

console.log(["processes", "gradients", ...Object.keys(NETWORKS)].join(" | "));
for (const size of sizes.slice(1)) {
  const speedups = Object.values(NETWORKS).map((bandwidth) => {
    let seconds = ofPart;
    for (let parts = 1; parts < size; parts *= 2) {
      // Up: the sum of so many parts, which is then added; down: that of all.
      seconds += 2 * LATENCY + (bytesOf(parts) + bytesOf(size)) / bandwidth + ofByte * bytesOf(2 * parts);
    }
    return `${((size * ofPart) / seconds).toFixed(1)} x`;
  });
  console.log([size, `${(bytesOf(size) / 1e6).toFixed(1)} MB`, ...speedups].join(" | "));
}

/** Of two parts; with a copy on either side of the network. */
function secondsOfAdding() {
  const gradientsOf = () => {
    const rows = rowsOf(1);
    return [
      tf.ones([NUM_DENSE]),
      { rows, values: tf.tensor2d(new Float32Array(rows.length * EMBEDDING), [rows.length, EMBEDDING]) },
    ];
  };
  const [left, right] = [gradientsOf(), gradientsOf()];
  const copies = [new Uint8Array(bytesOf(1)), new Uint8Array(bytesOf(1))];
  const once = () => {
    for (const [i, gradient] of left.entries()) disposeGradient(addGradients(gradient, right[i]));
    copies[0].set(copies[1]);
    copies[1].set(copies[0]);
  };
  for (let i = 0; i < 50; i++) once();
  const start = performance.now();
  for (let i = 0; i < 50; i++) once();
  return (performance.now() - start) / 1000 / 50;
}
