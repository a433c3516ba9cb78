// Runs the built binary as a user does, in a folder of its own.

import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll } from "vitest";

export const BINARY: string = fileURLToPath(new URL("../dist/main.js", import.meta.url));

/** A model and a run that take a second. */
export const TINY: readonly string[] = [
  ...["--embedding-size", "8", "--hidden-size", "8", "--num-epochs", "6", "--batch-size", "8"],
  ...["--min-frequency", "1", "--learning-rate", "0.05"],
];

/** The LSTM by itself, with a validation split that says when it has trained long enough. */
export const LSTM_ALONE: readonly string[] = [
  ...["--parts", "lstm", "--folds", "none", "--split", "80/10/10", "--early-stopping"],
];

export interface CliResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly cwd: string;
  /** Default `cwd`: the folder in which the person is. */
  readonly initCwd?: string;
  readonly input?: string | Uint8Array;
  /** Further variables. */
  readonly env?: Readonly<Record<string, string>>;
  /** Sent `signal` as soon as stderr holds the first of these, again when it then holds the second, and so on. */
  readonly interruptAt?: readonly string[];
  /** Closed as soon as stderr holds this. */
  readonly closeStderrAt?: string;
  /** Default SIGINT. */
  readonly signal?: NodeJS.Signals;
}

export function runCli(
  args: readonly string[],
  { cwd, initCwd = cwd, input = "", env = {}, interruptAt = [], closeStderrAt, signal = "SIGINT" }: CliOptions,
): Promise<CliResult> {
  return new Promise((resolve) => {
    // Whatever started the tests has set INIT_CWD too, and a NODE_PATH to the packages of this repository.
    const { NODE_PATH: _, ...inherited } = process.env;
    const child = spawn(process.execPath, [BINARY, ...args], {
      cwd,
      env: { ...inherited, ...env, INIT_CWD: initCwd },
    });
    let [stdout, stderr, numSignals] = ["", "", 0];
    child.stdout.on("data", (data) => {
      stdout += data;
    });
    child.stderr.on("data", (data) => {
      stderr += data;
      if (numSignals < interruptAt.length && stderr.includes(interruptAt[numSignals]!)) {
        numSignals++;
        child.kill(signal);
      }
      if (closeStderrAt !== undefined && stderr.includes(closeStderrAt)) child.stderr.destroy();
    });
    child.on("close", (status) => resolve({ status, stdout, stderr }));
    child.stdin.end(input);
  });
}

export async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "newsclf-cli-"));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A tiny run that the tests of a file share. */
export interface TrainedRun {
  /** Holds `news.csv` and `runs/mine`. */
  readonly cwd: string;
  readonly result: CliResult;
}

/**
 * Trains before the tests of the calling file and removes the folder after them.
 *
 * @param args - Beside those of `TINY`.
 */
export function useTrainedRun(...args: readonly string[]): TrainedRun {
  const run: { -readonly [K in keyof TrainedRun]: TrainedRun[K] } = {
    cwd: "",
    result: { status: null, stdout: "", stderr: "" },
  };
  beforeAll(async () => {
    run.cwd = await mkdtemp(join(tmpdir(), "newsclf-cli-"));
    await writeNews(join(run.cwd, "news.csv"));
    run.result = await runCli(["train", "--data", "news.csv", "--out", "runs/mine", "--json", ...TINY, ...args], run);
  });
  afterAll(() => rm(run.cwd, { recursive: true, force: true }));
  return run;
}

const WORDS = {
  sport: ["team", "goal", "match", "league"],
  economy: ["bank", "market", "price", "trade"],
  science: ["planet", "cell", "energy", "atom"],
};

/** 90 rows of three classes that are easy to tell apart. */
export async function writeNews(path: string): Promise<void> {
  const rows = Object.entries(WORDS).flatMap(([label, words]) =>
    Array.from({ length: 30 }, (_, i) => {
      const pick = (k: number): string => words[(i + k) % words.length]!;
      return `"the ${pick(0)} and the ${pick(1)}, <script>${i}</script>",${label}`;
    }),
  );
  await writeFile(path, `text,category\n${rows.join("\n")}\n`);
}
