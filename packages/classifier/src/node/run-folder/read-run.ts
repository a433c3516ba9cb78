// A run folder in which training came to its end, as others look at it.

import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readExamples } from "@newsclf/dataset/node";
import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import { LABEL_SEPARATOR } from "../../data/labels/index-labels.ts";
import { RUN_KEY } from "../../settings/config-file.ts";
import type { GivenSettings } from "../../settings/resolve-settings.ts";
import { checkResumable, readRunConfig } from "./resume.ts";

/** Of texts that were not trained on; what `evaluation.json` says. */
export interface RunScores {
  readonly examples: number;
  /** Fraction in `[0, 1]`. */
  readonly accuracy: number;
  /** Bounds of its 95 % interval. */
  readonly accuracyInterval: readonly [number, number];
  readonly macroF1: number;
  /** In nats. */
  readonly loss: number;
  /** Where a text may have several classes. */
  readonly hammingLoss?: number;
}

/** `evaluation.json`, as far as it is compared. */
interface RunEvaluation {
  readonly test: RunScores;
  readonly withoutLstm?: RunScores;
  readonly outOfFold?: RunScores;
  readonly baseline: RunScores;
  /** `signal` where somebody stopped it. */
  readonly stoppedBy: string;
}

/** Test texts with what was said of them. n = texts. */
export interface PredictedTexts {
  /** What stands for a text: `text`, or `title` where there was a title column. */
  readonly column: string;
  /** `[n]`. */
  readonly texts: readonly string[];
  /** `[n]`, class names. */
  readonly gold: readonly string[];
  /** `[n]`, class names. */
  readonly predicted: readonly string[];
  /** Between the names, where a text may have several classes. */
  readonly separator?: string | undefined;
}

export interface FinishedRun {
  /** As the caller named it. */
  readonly name: string;
  readonly settings: GivenSettings;
  /** What it ran on: versions by name. */
  readonly versions: Readonly<Record<string, string>>;
  readonly evaluation: RunEvaluation;
  readonly predictions: PredictedTexts;
}

/**
 * @param folder - Its path.
 * @param name - For messages.
 * @throws NewsclfError of the RUN family for a folder that is none, or of a run that did not come to its end; of the CSV family
 *   for a broken table.
 */
export async function readRun(folder: string, name: string): Promise<FinishedRun> {
  checkFinished(folder, name);
  const settings = readRunConfig(folder);
  const { [RUN_KEY]: about } = readJson<{ [RUN_KEY]?: { versions?: Record<string, string> } }>(folder, "config.json");
  const evaluation = readJson<RunEvaluation>(folder, "evaluation.json");
  for (const scores of [evaluation.test, evaluation.baseline]) {
    if (typeof scores?.accuracy !== "number") throw damaged(folder, "evaluation.json", "has no scores");
  }
  const predictions = await readPredictions(folder, settings, evaluation.test.hammingLoss !== undefined);
  return { name, settings, versions: about?.versions ?? {}, evaluation, predictions };
}

function checkFinished(folder: string, name: string): void {
  const has = (file: string): boolean => existsSync(join(folder, file));
  if (has("manifest.json") && existsSync(join(folder, "..", "config.json"))) {
    throw new NewsclfError("RUN_MISSING", "is a model folder", { place: name, fix: `name its run: ${dirname(name)}` });
  }
  // The tables come after the evaluation.
  if (has("config.json") && has("evaluation.json") && has("predictions.csv")) return;
  try {
    checkResumable(folder);
  } catch (error) {
    throw error instanceof NewsclfError && error.code === "RUN_MISSING" ? error.at(name) : error;
  }
  throw new NewsclfError("RUN_UNFINISHED", "this run has not come to its end", {
    place: name,
    fix: sentence`wait for it; or, if it was stopped, train with ${setting("resume", name)}`,
  });
}

async function readPredictions(
  folder: string,
  { titleColumn, csvSafe, labelSeparator }: GivenSettings,
  isOfSets: boolean,
): Promise<PredictedTexts> {
  const column = titleColumn == null ? "text" : "title";
  const path = join(folder, "predictions.csv");
  // Read as if probabilities were texts, for those are never empty: no row is left out.
  const options = { delimiter: ",", textColumn: "probability", keepColumns: [column, "gold", "predicted"] };
  const maxFieldBytes = 2 ** 30;
  const { examples } = await readExamples(path, { ...options, labelled: false, maxFieldBytes }).catch((error) => {
    throw error instanceof NewsclfError ? error.at(join(folder, error.place ?? "predictions.csv")) : error;
  });
  const plain = (cells: readonly string[]): readonly string[] =>
    csvSafe ? cells.map((cell) => cell.replace(/^'(?=[=+\-@])/, "")) : cells;
  return {
    column,
    texts: plain(examples.columns.get(column)!),
    gold: plain(examples.columns.get("gold")!),
    predicted: plain(examples.columns.get("predicted")!),
    separator: isOfSets ? (labelSeparator ?? LABEL_SEPARATOR) : undefined,
  };
}

function readJson<T>(folder: string, file: string): T {
  try {
    return JSON.parse(readFileSync(join(folder, file), "utf8")) as T;
  } catch (cause) {
    throw damaged(folder, file, (cause as Error).message);
  }
}

function damaged(folder: string, file: string, message: string): NewsclfError {
  return new NewsclfError("RUN_DAMAGED", message, { place: join(folder, file), fix: "repeat the run" });
}
