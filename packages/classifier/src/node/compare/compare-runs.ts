// Which of some runs is better, as far as the test texts that they share can tell, and in which settings they differ.

import { macroF1, measure, type Prediction, pairedBootstrap, pairedTest } from "@newsclf/evaluation";
import { NewsclfError } from "@newsclf-internal/errors";
import { SETTING_NAMES, SETTINGS } from "../../settings/settings.ts";
import { type FinishedRun, type RunScores, readRun } from "../run-folder/read-run.ts";
import { resolvePath, type Surroundings } from "../surroundings.ts";
import { describeComparison } from "./comparison-words.ts";
import { pairRows } from "./pair-rows.ts";
import type { ComparedRun, RunComparison, RunDifference, RunPair } from "./run-comparison.ts";

/**
 * Compares finished runs with the first of them.
 *
 * @param folders - At least two run folders.
 * @throws NewsclfError `CONFIG` for fewer, or one that is named twice; of the RUN family for what is no finished run.
 */
export async function compareRuns(folders: readonly string[], surroundings: Surroundings = {}): Promise<RunComparison> {
  const paths = folders.map((folder) => resolvePath(folder, surroundings));
  if (paths.length < 2) {
    const fix = "name the run to compare with, and then one or more others";
    throw new NewsclfError("CONFIG", `expected at least two run folders, got ${paths.length}`, { fix });
  }
  const repeated = paths.findIndex((path, i) => paths.indexOf(path) < i);
  if (repeated >= 0) {
    throw new NewsclfError("CONFIG", `${folders[repeated]} is named twice`, { fix: "name different run folders" });
  }
  const runs: FinishedRun[] = [];
  for (const [i, path] of paths.entries()) runs.push(await readRun(path, folders[i]!));
  const [reference, ...others] = runs;
  const compared = runs.map(({ name, evaluation }) => ({
    folder: name,
    scores: scoresOf(evaluation),
    isStopped: evaluation.stoppedBy === "signal",
  }));
  const pairs = others.map((run) => compareWith(reference!, run));
  const verdict = describeComparison(compared, pairs, runs);
  return { runs: compared, pairs, differences: findDifferences(runs), verdict };
}

function compareWith(reference: FinishedRun, run: FinishedRun): RunPair {
  const { numClasses, sets, gold, first, second, isSame } = pairRows(run.predictions, reference.predictions);
  const names = { run: run.name, reference: reference.name, examples: gold.length, isSame };
  if (gold.length === 0) return names;
  const [own, other] = [first, second].map((labels): Prediction => ({ labels, probs: new Float32Array() }));
  const share = (labels: Int32Array): number => labels.filter((label, i) => label === gold[i]).length / gold.length;
  const [ofRun, ofReference] = [own!, other!].map((given) => measure(macroF1, given, gold, numClasses, sets));
  return {
    ...names,
    accuracy: { ofRun: share(first), ofReference: share(second), ...pairedTest(own!, other!, gold) },
    macroF1: {
      ...{ ofRun: ofRun!, ofReference: ofReference!, difference: ofRun! - ofReference! },
      interval: pairedBootstrap(macroF1, own!, other!, gold, numClasses, { sets }),
    },
  };
}

function findDifferences(runs: readonly FinishedRun[]): RunDifference[] {
  const versions = [...new Set(runs.flatMap((run) => Object.keys(run.versions)))];
  return [
    // A run of an older version has the defaults of what came later.
    ...SETTING_NAMES.map((name) => ({
      name,
      values: runs.map(({ settings }) => (name in settings ? (settings[name] ?? null) : SETTINGS[name].default)),
    })),
    ...versions.map((name) => ({ name, values: runs.map((run) => run.versions[name] ?? null) })),
  ].filter(({ values }) => new Set(values.map((value) => JSON.stringify(value))).size > 1);
}

function scoresOf({ test, withoutLstm, outOfFold, baseline }: FinishedRun["evaluation"]): ComparedRun["scores"] {
  return {
    test: brief(test),
    ...(withoutLstm && { withoutLstm: brief(withoutLstm) }),
    ...(outOfFold && { outOfFold: brief(outOfFold) }),
    baseline: brief(baseline),
  };
}

function brief({ examples, accuracy, accuracyInterval, macroF1, loss }: RunScores): RunScores {
  return { examples, accuracy, accuracyInterval, macroF1, loss };
}
