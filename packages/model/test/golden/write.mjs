// Writes the golden folders of this version's format from those of the one before, with equal weights and therefore
// equal probabilities: `pnpm build && node test/golden/write.mjs`. Committed folders are never written again.

import { readdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import { buildNgrams, FORMAT_VERSION, NgramClassifier } from "../../dist/index.js";
import { loadModel, saveModel } from "../../dist/node.js";

const here = fileURLToPath(new URL(".", import.meta.url));
const before = `v${FORMAT_VERSION - 1}-`;

for (const entry of await readdir(here, { withFileTypes: true })) {
  if (!entry.isDirectory() || !entry.name.startsWith(before)) continue;
  const name = entry.name.replace(before, `v${FORMAT_VERSION}-`);
  await saveModel(`${here}${name}`, await loadModel(`${here}${entry.name}`));
  const expected = await readExpected(entry.name);
  const about = `Written by write.mjs from ${entry.name}: equal weights, so the same texts, tokens and probabilities.`;
  await writeExpected(name, { ...expected, about });
}

// Format 3 is the first with more parts than one; later ones have this folder from the loop above.
if (FORMAT_VERSION === 3) {
  const { classNames, lstm } = await loadModel(`${here}v3-default`);
  const { tokenIds, offsets } = await readExpected("v3-default");
  // The texts of v3-default with the same tokens: case and punctuation are for n-grams alone.
  const texts = [
    "¡El EQUIPO juega la final!",
    "Banco",
    "palabras «desconocidas» 😀",
    "Los tipos del banco, y del Equipo en la final: de hoy.",
  ];
  const ngrams = createNgrams();
  await saveModel(`${here}v3-parts`, { classNames, lstm, ngrams });
  const tokens = { tokenIds: Int32Array.from(tokenIds), offsets: Int32Array.from(offsets) };
  const logits = tf.add(
    lstm.classifier.forward(tokens),
    tf.tensor2d(ngrams.logits(texts), [texts.length, classNames.length]),
  );
  const about =
    "Written by write.mjs: the LSTM of v3-default and n-grams; probabilities of the sum of their logits, row by row.";
  await writeExpected("v3-parts", { about, texts, tokenIds, offsets, probs: [...tf.softmax(logits).dataSync()] });
}

/** Made-up weights, of numbers that every machine has exactly. */
function createNgrams() {
  const { features } = buildNgrams([
    "¡El EQUIPO gana la final!",
    "¡el EQUIPO juega en casa!",
    "El Banco sube los tipos, otra vez: «hoy» 😀",
    "Los tipos del Banco bajan, y mucho: «hoy» 😀",
  ]);
  const bias = Float32Array.of(0.25, -0.25);
  const weights = Float32Array.from({ length: features.size * bias.length }, (_, i) => (((7 * i) % 11) - 5) / 4);
  return new NgramClassifier(features, weights, bias);
}

async function readExpected(name) {
  return JSON.parse(await readFile(`${here}${name}.json`, "utf8"));
}

async function writeExpected(name, expected) {
  await writeFile(`${here}${name}.json`, `${JSON.stringify(expected, null, 1)}\n`);
}
