// How well `check --folds 5` finds labels that were made wrong: node src/accuracy/planted-noise.mjs DATA.csv [rows] [seeds]
//
// A twentieth of the labels is replaced by another class, and counted among the most suspicious twentieth of the rows. Labels that
// were wrong before count as mistakes.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findWrongLabels } from "@newsclf/classifier/node";
import { createRng } from "@newsclf/dataset";
import { readExamples } from "@newsclf/dataset/node";
import { csvLine } from "@newsclf/evaluation";

const NOISE = 0.05;
const [data, rows = "30000", seeds = "3"] = process.argv.slice(2);

const folder = mkdtempSync(join(tmpdir(), "planted-noise-"));
try {
  const { examples } = await readExamples(data, { limit: Number(rows) });
  const classNames = [...new Set(examples.labelNames)].sort();
  for (let seed = 1; seed <= Number(seeds); seed++) {
    const rng = createRng(seed);
    const planted = new Set();
    while (planted.size < Math.round(NOISE * examples.texts.length)) planted.add(rng.below(examples.texts.length));
    const labels = examples.labelNames.map((label, row) => {
      if (!planted.has(row)) return label;
      const others = classNames.filter((name) => name !== label);
      return others[rng.below(others.length)];
    });
    const file = join(folder, `${seed}.csv`);
    writeFileSync(file, `text,label\n${examples.texts.map((text, row) => csvLine([text, labels[row]])).join("")}`);
    const started = performance.now();
    const { found, evaluation } = await findWrongLabels(file, { folds: 5 });
    const seconds = (performance.now() - started) / 1000;
    const first = found.slice(0, planted.size);
    /** @param {readonly import("@newsclf/classifier/node").WrongLabel[]} list */
    const share = (list) => list.filter(({ place }) => planted.has(place.record - 1)).length / list.length;
    // What confident learning often sorts by instead.
    const byMargin = found.toSorted(
      (a, b) => b.probability - b.labelProbability - (a.probability - a.labelProbability),
    );
    const likely = found.filter(({ isConfident }) => isConfident);
    /** @param {number} fraction */
    const percent = (fraction) => `${(100 * fraction).toFixed(1)} %`;
    console.log(
      `seed ${seed}: ${percent(share(first))} of the first ${first.length} rows were planted, ${percent(share(byMargin.slice(0, planted.size)))} by normalised margin; ` +
        `of ${likely.length} confident ones ${percent(share(likely))}; out-of-fold accuracy ${percent(evaluation.accuracy)}; ${seconds.toFixed(1)} s`,
    );
  }
} finally {
  rmSync(folder, { recursive: true });
}
