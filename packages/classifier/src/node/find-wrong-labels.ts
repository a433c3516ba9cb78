// Rows whose label is probably wrong, by models that had not seen them.

import { existsSync } from "node:fs";
import { totalmem } from "node:os";
import { SPLIT_NAMES } from "@newsclf/dataset";
import { type CsvOptions, csvLine, type Evaluation, findLabelIssues, type LabelIssue } from "@newsclf/evaluation";
import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import { saveFile } from "@newsclf-internal/files";
import { disposeModel } from "../classifier.ts";
import { prepareData } from "../data/prepare-data.ts";
import type { RowPlace, Rows } from "../data/rows.ts";
import type { OnProgress } from "../progress.ts";
import { checkMemory } from "../run/check-memory.ts";
import { makeFolds } from "../run/folds.ts";
import { localRunner } from "../run/jobs/job.ts";
import { lstmConfig } from "../run/parts/fit-lstm.ts";
import { fitParts } from "../run/parts/fit-parts.ts";
import type { HeldOut } from "../run/parts/fitted-parts.ts";
import { forRows } from "../settings/for-rows.ts";
import { type GivenSettings, type ResolvedSettings, resolveSettings } from "../settings/resolve-settings.ts";
import { createRunner } from "./create-runner.ts";
import { readRows } from "./read-rows.ts";
import { readVectors } from "./read-vectors.ts";
import { selectBackend } from "./select-backend.ts";
import { resolvePath, type Surroundings } from "./surroundings.ts";

const COLUMNS = ["file", "record", "text", "label", "suggested", "labelProbability", "probability", "isConfident"];

/** A row whose label may be wrong. */
export interface WrongLabel extends Omit<LabelIssue, "suggested"> {
  readonly place: RowPlace;
  readonly text: string;
  readonly label: string;
  /** The class that it may be of instead. */
  readonly suggested: string;
}

export interface WrongLabels {
  /** The most suspicious first. */
  readonly found: readonly WrongLabel[];
  /** Of the models' answers, on all rows. */
  readonly evaluation: Evaluation;
}

export interface FindOptions extends Surroundings {
  readonly onProgress?: OnProgress | undefined;
  /** File to write the rows to, a table: it must not be there. Default: none. */
  readonly out?: string | undefined;
  /** Aborting it ends the search with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Each fold of all rows, equal texts together, is answered by a model of the others: by n-grams alone unless `parts` says
 * otherwise, which takes seconds.
 *
 * @throws NewsclfError as `checkData`, `CONFIG` without folds, `FILE_EXISTS` and `WRITE_FAILED`.
 */
export async function findWrongLabels(
  data: string,
  given: GivenSettings = {},
  hooks: FindOptions = {},
): Promise<WrongLabels> {
  const asked = resolveSettings({ parts: ["ngrams"], ...given }, { checks: false, refit: false, earlyStopping: false });
  if (asked.folds === null) {
    throw new NewsclfError("CONFIG", "wrong labels are looked for in folds", {
      fix: sentence`add ${setting("folds", 5)}`,
    });
  }
  const file = hooks.out === undefined ? undefined : newFile(hooks.out, hooks);
  const read = allToTrain(await readRows(data, asked, hooks));
  if (read.sets) {
    throw new NewsclfError("CONFIG", "wrong labels are looked for where each row has one label, and these have lists", {
      fix: sentence`leave ${setting("folds")} out`,
    });
  }
  const rows = { ...read, vectors: await readVectors(read, asked, hooks) };
  const outOfFold = await answerAll(rows, asked, hooks);
  const { classNames } = rows.labelMap;
  const issues = findLabelIssues(outOfFold.prediction, outOfFold.labels, classNames.length);
  const found = issues.map(({ row, suggested, ...issue }): WrongLabel => {
    const position = rows.splits.train[outOfFold.rows[row]!]!;
    return {
      ...{ row: position, place: rows.placeOf(position), text: rows.texts[position]! },
      ...{ label: rows.labelNames[position]!, suggested: classNames[suggested]! },
      ...issue,
    };
  });
  if (file !== undefined) await saveFile(file, table(found, { safe: asked.csvSafe }));
  return { evaluation: outOfFold.evaluation, found };
}

async function answerAll(rows: Rows, asked: ResolvedSettings, hooks: FindOptions): Promise<HeldOut> {
  const prepared = prepareData(rows, asked, hooks.onProgress, ["train"]);
  const numRows = prepared.tokens.train.labels.length;
  const embeddingSize = rows.vectors?.size ?? asked.embeddingSize;
  const settings = { ...forRows(asked, numRows, rows.labelMap.classNames.length), embeddingSize };
  const folds = makeFolds(rows, prepared.tokens.train.labels, settings);
  if (settings.parts.includes("lstm")) checkMemory(lstmConfig(prepared, settings), folds.folds.length + 1, totalmem());
  const backend = await selectBackend(settings.backend, settings.threads ?? undefined, {
    projectFolder: resolvePath(".", hooks),
  });
  const numTokens = prepared.tokens.train.tokenIds.length * settings.numEpochs * folds.folds.length;
  const runner = (await createRunner(backend, settings, numTokens)) ?? localRunner;
  try {
    const { signal, onProgress } = hooks;
    const fitted = await fitParts(prepared, folds, settings, { runner, listeners: [], signal, onProgress });
    disposeModel(fitted.model);
    if (fitted.outOfFold) return fitted.outOfFold;
    throw fitted.failure ?? hooks.signal?.reason ?? new Error("findWrongLabels: no fold could be answered");
  } finally {
    runner.close();
  }
}

/** Every row that is in a split. */
function allToTrain(rows: Rows): Rows {
  const none = new Int32Array();
  const train = Int32Array.from(SPLIT_NAMES.flatMap((name) => [...rows.splits[name]])).sort();
  return { ...rows, splits: { train, validation: none, test: none } };
}

/** Before work is done that could not be kept. */
function newFile(path: string, surroundings: Surroundings): string {
  const file = resolvePath(path, surroundings);
  if (!existsSync(file)) return file;
  const fix = sentence`name another file with ${setting("out")}, or remove this one`;
  throw new NewsclfError("FILE_EXISTS", "is there already", { place: path, fix });
}

function* table(found: readonly WrongLabel[], options: CsvOptions): Generator<string> {
  yield csvLine(COLUMNS);
  for (const { place, text, label, suggested, labelProbability, probability, isConfident } of found) {
    const numbers = [labelProbability.toFixed(4), probability.toFixed(4), isConfident ? "yes" : "no"];
    yield csvLine([place.file, place.record, text, label, suggested, ...numbers], options);
  }
}
