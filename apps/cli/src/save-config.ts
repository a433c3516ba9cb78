// config.json: all that decides the result of a run, so that it can be repeated.

import { join } from "node:path";
import { saveJson } from "@newsclf/training/node";
import type { BackendChoice } from "./backend.ts";
import type { TrainCommandOptions } from "./commands/train.ts";
import type { SplitData } from "./read-split-data.ts";
import type { TrainSettings } from "./train-options.ts";
import { VERSION } from "./version.ts";

interface RunConfig {
  readonly options: TrainCommandOptions;
  readonly settings: TrainSettings;
  readonly rows: SplitData;
  readonly engine: BackendChoice;
}

/** What was left to its default is null. */
export async function saveConfig(folder: string, { options, settings, rows, engine }: RunConfig): Promise<void> {
  const { data, testData, encoding, relaxQuotes, maxFieldBytes, onBadRow, limit } = options;
  const { delimiter, columns } = rows.files[0]!;
  const config = {
    preset: options.preset,
    settings,
    reading: { data, testData, columns, delimiter, encoding, relaxQuotes, maxFieldBytes, onBadRow, limit },
    dataFiles: rows.files.flatMap(({ files }) => files),
    versions: { newsclf: VERSION, node: process.version, engine: engine.engine },
    numThreads: engine.numThreads,
  };
  await saveJson(join(folder, "config.json"), JSON.parse(JSON.stringify(config, (_, value) => value ?? null)));
}
