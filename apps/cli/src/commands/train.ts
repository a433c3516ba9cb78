// newsclf train: a classifier from labelled texts, and how good it is.

import { readFile } from "node:fs/promises";
import { basename, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import {
  describeBackend,
  describeWeights,
  endTraining,
  type GivenSettings,
  NewsclfError,
  type RunFolder,
  type RunListener,
  resultToJson,
  trainClassifier,
} from "@newsclf/classifier/node";
import { parseConfigFile } from "@newsclf/classifier/settings";
import { formatSummary } from "@newsclf/model";
import type { MpiGroup } from "@newsclf/mpi";
import { headline } from "../print/checks.ts";
import { describeData } from "../print/data.ts";
import { createProgress } from "../print/progress.ts";
import { createStatusLine } from "../print/status-line.ts";
import { follow, joinGroup } from "./_join-group.ts";
import { type Stop, stopOnSignal } from "./_stop-on-signal.ts";
import { typedIn } from "./_typed-in.ts";

const SAMPLE: GivenSettings = {
  data: fileURLToPath(new URL("../sample/noticias.csv", import.meta.url)),
  textColumn: ["text"],
  titleColumn: "title",
  labelColumn: "category",
};

export interface TrainCommand {
  readonly settings: GivenSettings;
  readonly config?: string;
  readonly out?: string;
  readonly resume?: string;
  readonly distributed?: "mpi";
  readonly json?: boolean;
}

export async function train({ distributed, ...command }: TrainCommand): Promise<void> {
  if (distributed === undefined) return trainAs(command, undefined);
  const group = await joinGroup();
  if (group.rank > 0) return follow(group);
  try {
    await trainAs(command, group);
  } finally {
    if (await endTraining(group)) await group.leave();
  }
}

async function trainAs(
  { settings: given, config: configPath, out, resume, json }: Omit<TrainCommand, "distributed">,
  group: MpiGroup | undefined,
): Promise<void> {
  const config = configPath === undefined ? {} : await readConfig(configPath);
  const isSample = given.data === undefined && configPath === undefined && resume === undefined;
  const flags = { ...given, ...(isSample && SAMPLE) };

  const status = createStatusLine();
  const say = (text: string): void => {
    status.clear();
    // The bar may stand on this line.
    process.stderr.write(`${process.stderr.isTTY ? "\r\u001b[2K" : ""}${text}\n`);
  };
  const firstWords = "stopping after this batch; what is whole is kept (again: stop at once)";
  let runFolder: RunFolder | undefined;
  const sayWhereItStands = (): void => {
    const [first, ...others] = runFolder?.checkpoints() ?? [];
    if (first === undefined) return;
    const files = [first, ...others.map((path) => basename(path))].join(", ");
    say(`the last good ${others.length === 0 ? "checkpoint is" : "checkpoints are"} ${files}`);
  };
  const howToGoOn = (): string | undefined => {
    if (!runFolder?.hasCheckpoint()) return undefined;
    const flag = group ? " --distributed mpi" : "";
    return `newsclf train --resume ${relative(typedIn().cwd, runFolder.path)}${flag}`;
  };
  const sayHowToGoOn = (): void => {
    const command = howToGoOn();
    if (command !== undefined) say(`\n${command} goes on from the last checkpoint`);
  };
  let modelFolder: string | undefined;
  const controller = new AbortController();
  let stop: Stop | undefined;
  try {
    const run = await trainClassifier(
      flags,
      { ...config, ...(resume === undefined ? { out: out ?? true } : { out, resume }), group },
      {
        ...typedIn(),
        signal: controller.signal,
        onProgress: status.show,
        onData: (data, folds) => {
          say(describeData(data, folds));
          const found = data.checks.filter(({ status }) => status !== "pass");
          // Not an error while the program goes on.
          for (const result of found) say(headline({ ...result, status: "warn" }));
          if (found.length > 0) say("            (newsclf check shows the rows, and what to do)");
        },
        onBackend: (backend) => {
          say(`engine      ${describeBackend(backend)}`);
          if (group) say(`processes   ${group.size}, ${group.numHere} of them on this machine (${group.library})`);
          // Until here a signal ends the program as it ends any other.
          stop = stopOnSignal(controller, say, firstWords, () => {
            runFolder?.discard();
            sayHowToGoOn();
          });
        },
        onFolder: (folder) => {
          runFolder = folder;
        },
        onModel: (summary) => say(`\n${formatSummary(summary)}\n`),
        listeners: [
          createProgress({ stream: process.stderr, now: () => performance.now() }),
          ...(group ? [adviser(group, howToGoOn)] : []),
        ],
        onModelSaving: () => stop!.hold(),
        onModelSaved: (path) => {
          modelFolder = path;
          stop!.endWith(`stopped; the model is in ${path}`);
        },
        onTrained: (training) => {
          if (training.stoppedBy === "signal") say(`testing ${describeWeights(training)} (again: stop at once)`);
          if (training.stoppedBy === "maxMinutes") say(`\nthe time is up: testing ${describeWeights(training)}`);
        },
      },
    );
    const { verdict, folder } = run;
    status.clear();
    if (json) process.stdout.write(`${JSON.stringify({ ...resultToJson(run), run: folder })}\n`);
    else {
      const report = join(folder!, "report.html");
      process.stdout.write(`\n${verdict.join("\n")}\n\nmodel   ${modelFolder}\nreport  ${report}\n`);
    }
    sayHowToGoOn();
    process.exitCode = stop!.exitStatus;
  } catch (error) {
    status.clear();
    if (error === controller.signal.reason) {
      say("stopped before any part of the model was whole: nothing is kept");
      process.exitCode = stop!.exitStatus;
      return;
    }
    if (modelFolder !== undefined) say(`\nwhat was trained so far is in ${modelFolder}`);
    // With the same settings a run ends as it ended before.
    if (error instanceof NewsclfError && error.code.startsWith("TRAIN_")) sayWhereItStands();
    else sayHowToGoOn();
    throw error;
  } finally {
    stop?.release();
  }
}

/** Lets other processes say how to go on, when this one is lost, as soon as that can be done. */
function adviser(group: MpiGroup, howToGoOn: () => string | undefined): RunListener {
  let isAdvised = false;
  return {
    name: "adviser",
    onStep() {
      const command = isAdvised ? undefined : howToGoOn();
      if (command === undefined) return;
      isAdvised = true;
      group.advise(`${command}, with the launcher as before or on fewer processes`);
    },
  };
}

async function readConfig(path: string): Promise<GivenSettings> {
  const file = resolve(typedIn().cwd, path);
  let json: string;
  try {
    json = await readFile(file, "utf8");
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code !== "ENOENT") throw new NewsclfError("FILE_ACCESS", `cannot be read: ${code}`, { place: path, cause });
    throw new NewsclfError("FILE_MISSING", `no such file (looked in ${file})`, { place: path, cause });
  }
  return parseConfigFile(json, path);
}
