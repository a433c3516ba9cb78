// Writes the golden folders of this version's format from those of the one before, with equal weights and therefore
// equal probabilities: `pnpm build && node test/golden/write.mjs`. Committed folders are never written again.

import { readdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import "@tensorflow/tfjs-backend-cpu";
import { FORMAT_VERSION } from "../../dist/index.js";
import { loadModel, saveModel } from "../../dist/node.js";

const here = fileURLToPath(new URL(".", import.meta.url));
const before = `v${FORMAT_VERSION - 1}-`;

for (const entry of await readdir(here, { withFileTypes: true })) {
  if (!entry.isDirectory() || !entry.name.startsWith(before)) continue;
  const name = entry.name.replace(before, `v${FORMAT_VERSION}-`);
  await saveModel(`${here}${name}`, await loadModel(`${here}${entry.name}`));
  const expected = JSON.parse(await readFile(`${here}${entry.name}.json`, "utf8"));
  const about = `Written by write.mjs from ${entry.name}: equal weights, so the same texts, tokens and probabilities.`;
  await writeFile(`${here}${name}.json`, `${JSON.stringify({ ...expected, about }, null, 1)}\n`);
}
