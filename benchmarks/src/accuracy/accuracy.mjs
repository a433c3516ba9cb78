// How good the classifier is on labelled texts of your own, beside what you could have instead.
//
//   pnpm accuracy FOLDER [--presets fast,default] [--seeds 1] [--python python3] [--only NAME,NAME]
//
// FOLDER holds <name>/train.csv and <name>/test.csv with the columns text and label. Sets whose names differ by a number at the
// end, `ag-0` and `ag-1`, are draws of one: the table has their mean and range. With --python, a Python that has scikit-learn
// (and fastText, and sentence-transformers with a model, where they are installed) is asked on the same rows: see peers.py.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { trainClassifier } from "@newsclf/classifier/node";

/** @typedef {{ accuracy: number, macroF1: number, seconds?: number, bytes?: number }} Score */

const { values, positionals } = parseArgs({
  args: process.argv.slice(2).filter((arg) => arg !== "--"),
  allowPositionals: true,
  options: {
    presets: { type: "string", default: "fast,default" },
    seeds: { type: "string", default: "1" },
    python: { type: "string" },
    only: { type: "string" },
  },
});
const [folder] = positionals;
if (folder === undefined) throw new Error("accuracy: name a folder of <name>/{train,test}.csv");

const presets = values.presets.split(",");
const only = values.only?.split(",");
const sets = readdirSync(folder)
  .filter((name) => only === undefined || only.includes(name) || only.includes(groupOf(name)))
  .sort((a, b) => a.localeCompare(b, "en", { numeric: true }));

/** Scores by group of sets, then by what was scored. @type {Map<string, Map<string, Score[]>>} */
const scores = new Map();
for (const name of sets) {
  const set = join(folder, name);
  for (let seed = 0; seed < Number(values.seeds); seed++) {
    for (const preset of presets) await runPreset(name, set, preset, seed);
  }
  if (values.python !== undefined) runPeers(name, set, values.python);
  process.stderr.write(`${name} done\n`);
}
printTable();

/** @param {string} name @param {string} set @param {string} preset @param {number} seed */
async function runPreset(name, set, preset, seed) {
  const out = mkdtempSync(join(tmpdir(), "accuracy-"));
  const start = performance.now();
  const run = await trainClassifier(
    { data: join(set, "train.csv"), testData: join(set, "test.csv"), textColumn: "text", labelColumn: "label" },
    { preset: /** @type {"default"} */ (preset), seed, out: join(out, "run") },
  );
  const seconds = (performance.now() - start) / 1000;
  add(name, preset, { ...run.test.evaluation, seconds, bytes: sizeOf(join(out, "run/model")) });
  if (run.withoutLstm) add(name, `${preset} without LSTM`, run.withoutLstm.evaluation);
  if (preset === presets[0]) {
    add(name, "word baseline", run.baseline);
    add(name, "majority", { accuracy: run.test.evaluation.majorityRate, macroF1: Number.NaN });
  }
  run.classifier.dispose();
  rmSync(out, { recursive: true });
}

/** @param {string} name @param {string} set @param {string} python */
function runPeers(name, set, python) {
  const peers = join(import.meta.dirname, "peers.py");
  const { stdout, stderr, status } = spawnSync(python, [peers, set], { encoding: "utf8", maxBuffer: 2 ** 26 });
  if (status !== 0) throw new Error(`accuracy: ${python} peers.py ${set} failed\n${stderr}`);
  for (const line of stdout.trim().split("\n")) {
    const { peer, ...score } = JSON.parse(line);
    add(name, peer, score);
  }
}

/** @param {string} set @param {string} what @param {Score} score */
function add(set, what, { accuracy, macroF1, seconds, bytes }) {
  const group = groupOf(set);
  const ofGroup = scores.get(group) ?? new Map();
  scores.set(group, ofGroup);
  ofGroup.set(what, [...(ofGroup.get(what) ?? []), { accuracy, macroF1, seconds, bytes }]);
}

/** @param {string} name */
function groupOf(name) {
  return name.replace(/-\d+$/, "");
}

function printTable() {
  const names = [...new Set([...scores.values()].flatMap((ofGroup) => [...ofGroup.keys()]))];
  console.log(`| set | ${names.join(" | ")} | ${presets.map((p) => `${p}: s, MB`).join(" | ")} |`);
  console.log(`|---|${names.map(() => "---|").join("")}${presets.map(() => "---|").join("")}`);
  for (const [group, ofGroup] of scores) {
    const cells = names.map((name) => cell(ofGroup.get(name) ?? []));
    const costs = presets.map((preset) => {
      const runs = ofGroup.get(preset) ?? [];
      const seconds = mean(runs.map((run) => run.seconds ?? 0));
      return `${seconds.toFixed(0)}, ${(mean(runs.map((run) => run.bytes ?? 0)) / 1e6).toFixed(1)}`;
    });
    console.log(`| ${group} | ${[...cells, ...costs].join(" | ")} |`);
  }
  if (scores.size < 2) return;
  const means = names.map((name) => {
    const all = [...scores.values()].map((ofGroup) => ofGroup.get(name) ?? []);
    if (all.some((runs) => runs.length === 0)) return "";
    const of = (/** @type {(run: Score) => number} */ pick) => mean(all.map((runs) => mean(runs.map(pick))));
    return show(
      of((run) => run.accuracy),
      of((run) => run.macroF1),
    );
  });
  console.log(`| mean | ${means.join(" | ")} | ${presets.map(() => "").join(" | ")} |`);
}

/** @param {Score[]} runs */
function cell(runs) {
  if (runs.length === 0) return "";
  const accuracies = runs.map((run) => run.accuracy);
  const range =
    runs.length === 1 ? "" : ` (${Math.min(...accuracies).toFixed(3)} to ${Math.max(...accuracies).toFixed(3)})`;
  return show(mean(accuracies), mean(runs.map((run) => run.macroF1))) + range;
}

/** @param {number} accuracy @param {number} macroF1 */
function show(accuracy, macroF1) {
  const f1 = Number.isNaN(macroF1) ? "" : ` / ${macroF1.toFixed(3)}`;
  return `${accuracy.toFixed(4)}${f1}`;
}

/** @param {number[]} values */
function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** @param {string} path */
function sizeOf(path) {
  return readdirSync(path).reduce((sum, name) => sum + statSync(join(path, name)).size, 0);
}
