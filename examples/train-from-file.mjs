// Trains on a CSV file, keeps everything about the run in a folder, and loads the model from there as another program would.
//
//     node examples/train-from-file.mjs

// @ts-check

import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadClassifier, trainClassifier } from "@newsclf/classifier/node";

const data = fileURLToPath(new URL("../apps/cli/sample/noticias.csv", import.meta.url));
const out = join(mkdtempSync(join(tmpdir(), "newsclf-")), "run");

const { verdict } = await trainClassifier({ data, labelColumn: "category" }, { numEpochs: 3, out });
console.log(verdict.join("\n"));
console.log(out, readdirSync(out));

const classifier = await loadClassifier(join(out, "model"));
console.log(await classifier.classify("El equipo ganó la final en la prórroga", { topK: 3 }));
