// A model folder, and what plain Node says of a text with it.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { loadClassifier, saveClassifier, selectBackend, trainClassifier } from "@newsclf/classifier/node";
import { NEWS, TEXT, TINY } from "../consumers/texts.js";

/** Holds `model`; removed after the tests of the file. */
export const folder = mkdtempSync(join(tmpdir(), "newsclf-bundlers-"));
after(() => rmSync(folder, { recursive: true }));

export const model = join(folder, "model");
const { classifier } = await trainClassifier(NEWS, TINY);
await saveClassifier(model, classifier);

/** `native`, where there is some for this machine. */
export const engine = (await selectBackend("auto")).engine.split(" ")[0];
const [expected] = await (await loadClassifier(model)).classify(TEXT);

/** Whether an answer is plain Node's. */
export function isExpected([{ label, probability }]) {
  return label === expected.label && Math.abs(probability - expected.probability) < 1e-5;
}
