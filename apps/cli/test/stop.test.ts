// Whatever stops a run, it leaves nothing or a model, and says which.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Snapshot } from "@newsclf/training";
import { loadCheckpoint } from "@newsclf/training/node";
import { describe, expect, test } from "vitest";
import { BINARY, LSTM_ALONE, runCli, TINY, withFolder, writeNews } from "./_cli.ts";

/** More epochs than anybody waits for. */
const ENDLESS = [...TINY, "--num-epochs", "5000"];
const ENDLESS_LSTM = [...ENDLESS, ...LSTM_ALONE, "--patience", "5000"];
const TRAIN = ["train", "--data", "news.csv", "--out", "run"];

/** A folder with `news.csv`. */
function withNews<T>(use: (cwd: string) => Promise<T>): Promise<T> {
  return withFolder(async (cwd) => {
    await writeNews(join(cwd, "news.csv"));
    return use(cwd);
  });
}

const filesOf = (cwd: string): Promise<string[]> => readdir(join(cwd, "run"));
const readResult = async (cwd: string) => JSON.parse(await readFile(join(cwd, "run/evaluation.json"), "utf8"));

// Windows has no signals: there `kill` ends the process at once.
describe.skipIf(process.platform === "win32")("a signal", () => {
  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)("%s while the LSTM trains keeps the n-grams alone and measures them", async (signal, expected) => {
    await withNews(async (cwd) => {
      const interruptAt = ["epoch    1/5000"];
      const { status, stderr, stdout } = await runCli([...TRAIN, ...ENDLESS], { cwd, interruptAt, signal });

      expect(stderr).toContain("stopping after this batch; what is whole is kept (again: stop at once)");
      expect(stderr).toContain("\ntesting the n-grams alone (again: stop at once)\n");
      expect(stdout).toContain(
        "\nTraining was stopped before its end: the LSTM is missing, and this model is the n-grams alone.\n",
      );
      expect(status).toBe(expected);
      expect(await readResult(cwd)).toMatchObject({ stoppedBy: "signal", missing: ["lstm"], bestEpoch: 0 });
    });
  });

  // On the thread that asks, and on threads of their own.
  test.each(["1", "2"])("the n-grams alone, trained with --threads %s, are a model", async (threads) => {
    await withNews(async (cwd) => {
      const args = [...TRAIN, ...ENDLESS, "--threads", threads, "--json"];
      const { stdout } = await runCli(args, { cwd, interruptAt: ["epoch    1/5000"] });
      const { test, outOfFold, ...rest } = JSON.parse(stdout);
      const predicted = await runCli(["predict", "--model", "run/model", "team match"], { cwd });

      expect([test.accuracy, outOfFold.examples]).toEqual([1, 81]);
      expect(rest).not.toHaveProperty("withoutLstm");
      expect(predicted.stdout).toMatch(/^sport\t[01]\.\d{4}\n$/);
      expect(await readdir(join(cwd, "run/model"))).toContain("ngrams.bin");
      expect(await readdir(join(cwd, "run/model"))).not.toContain("tokenizer.json");
    });
  });

  test("before any part is whole leaves nothing", async () => {
    await withFolder(async (cwd) => {
      // The sample: it takes its n-grams seconds.
      const { status, stdout, stderr } = await runCli(["train", "--out", "run", "--no-checks"], {
        cwd,
        interruptAt: ["\ntotal "],
      });

      expect(stderr).toMatch(/\nstopped before any part of the model was whole: nothing is kept\n$/);
      expect({ status, stdout }).toEqual({ status: 130, stdout: "" });
      expect(await readdir(cwd)).toEqual([]);
    });
  });

  test("a second one before any part is whole leaves nothing either", async () => {
    await withFolder(async (cwd) => {
      const interruptAt = ["\ntotal ", "stopping after this batch"];
      const { status, stdout } = await runCli(["train", "--out", "run", "--no-checks"], { cwd, interruptAt });

      expect({ status, stdout }).toEqual({ status: 130, stdout: "" });
      expect(await readdir(cwd)).toEqual([]);
    });
  });

  test("while the LSTM alone trains keeps the best weights and measures them", async () => {
    await withNews(async (cwd) => {
      const interruptAt = ["epoch    1/5000"];
      const { status, stderr, stdout } = await runCli([...TRAIN, ...ENDLESS_LSTM], { cwd, interruptAt });

      expect(stderr).toMatch(/\ntesting the best weights so far, those of epoch \d+ \(again: stop at once\)\n/);
      expect(stdout).toMatch(/stopped before its end; these are the best weights so far, those of epoch \d+\./);
      expect(status).toBe(130);
      expect(await readdir(join(cwd, "run/model"))).toContain("weights.bin");
      expect((await readResult(cwd)).stoppedBy).toBe("signal");
    });
  });

  test("without early stopping keeps the last weights of the LSTM alone", async () => {
    await withNews(async (cwd) => {
      const args = [...TRAIN, ...ENDLESS, "--parts", "lstm"];
      const { status, stdout } = await runCli(args, { cwd, interruptAt: ["epoch    1/5000"] });
      const result = await readResult(cwd);

      expect(stdout).toContain("\nTraining was stopped before its end; these are the last weights.\n");
      expect(status).toBe(130);
      expect(result.stoppedBy).toBe("signal");
      expect(result).not.toHaveProperty("missing");
    });
  });

  test("while the model is tested leaves the model and says where it is", async () => {
    await withNews(async (cwd) => {
      const row = `"${"the team and the bank ".repeat(50)}",sport`;
      await writeFile(join(cwd, "test.csv"), `text,category\n${`${row}\n`.repeat(5000)}bank,economy\n`);
      const args = [...TRAIN, ...ENDLESS_LSTM, "--test-data", "test.csv", "--no-checks"];
      const interruptAt = ["epoch    1/5000", "testing the best weights"];
      const { status, stderr, stdout } = await runCli(args, { cwd, interruptAt });

      expect(stderr).toContain(`stopped; the model is in ${join(cwd, "run/model")}`);
      expect(stdout).toBe("");
      expect(status).toBe(130);
      expect(await filesOf(cwd)).toContain("model");
    });
  });

  test("while data is read ends the program at once", async () => {
    await withFolder(async (cwd) => {
      const child = spawn(process.execPath, [BINARY, "train", "--data", "-"], { cwd, stdio: ["pipe", "pipe", "pipe"] });
      child.stdin.write("text,category\n");
      await setTimeout(1500);
      child.kill("SIGTERM");
      const [, signal] = await once(child, "exit");

      expect(signal).toBe("SIGTERM");
      expect(await readdir(cwd)).toEqual([]);
    });
  });

  test("before the first batch of the LSTM leaves no folder or one with a model", async () => {
    await withNews(async (cwd) => {
      const { status } = await runCli([...TRAIN, ...ENDLESS_LSTM], { cwd, interruptAt: ["\ntotal "] });

      expect(status).toBe(130);
      const isThere = (await readdir(cwd)).includes("run");
      expect(isThere ? await filesOf(cwd) : ["model"]).toContain("model");
    });
  });
});

test("a run that was stopped says how it goes on, and does", async () => {
  await withNews(async (cwd) => {
    const args = [...TRAIN, ...TINY, "--num-epochs", "500"];
    const stopped = await runCli(args, { cwd, interruptAt: ["epoch  50/500"] });
    const [, advice] = /\nnewsclf (train --resume run) goes on from the last checkpoint\n$/.exec(stopped.stderr)!;
    const again = await runCli(advice!.split(" "), { cwd });
    const complete = await runCli(advice!.split(" "), { cwd });

    expect(again.stderr).toMatch(/^epoch {3}1\/500 .* {2}done before$/m);
    expect(again.stderr).toMatch(/^epoch 500\/500 .* tokens\/s /m);
    expect({ stopped: stopped.status, again: again.status }).toEqual({ stopped: 130, again: 0 });
    expect(await readResult(cwd)).toMatchObject({ stoppedBy: "numEpochs", bestEpoch: 500 });
    expect(complete.stderr).toMatch(/^error\[RUN_COMPLETE\] .*run: this run came to its end\n/);
    expect(complete.status).toBe(73);
  });
});

test.skipIf(process.platform === "win32")("a model that cannot be written leaves the rest of the run", async () => {
  await withNews(async (cwd) => {
    const running = runCli([...TRAIN, ...ENDLESS], { cwd, interruptAt: ["epoch   50/5000"] });
    while (!existsSync(join(cwd, "run"))) await setTimeout(5);
    await writeFile(join(cwd, "run/model"), "in the way");
    const { status, stderr } = await running;

    expect(stderr).toContain(`error[WRITE_FAILED] ${join(cwd, "run/model")}: `);
    expect(status).toBe(74);
    expect(await readFile(join(cwd, "run/metrics.jsonl"), "utf8")).toMatch(/"epoch":1,/);
  });
});

test("weights that are no longer finite after some epochs leave the n-grams, and say where", async () => {
  await withNews(async (cwd) => {
    const args = [...TRAIN, ...TINY, "--num-epochs", "100", "--learning-rate", "1e4"];
    const { status, stdout, stderr } = await runCli(args, { cwd });

    expect(stderr).toMatch(
      /\nwhat was trained so far is in (.*run.model)\nthe last good checkpoints are (.*run.checkpoints.lstm-0\.step-\d+, lstm-1\.step-\d+.*)\nerror\[TRAIN_NONFINITE\] epoch \d+ step \d+: .*\n {2}fix: lower --learning-rate, such as to 0\.001\n$/,
    );
    expect({ status, stdout }).toEqual({ status: 65, stdout: "" });
    expect(await readdir(join(cwd, "run/model"))).toContain("ngrams.bin");
    expect(await filesOf(cwd)).not.toContain("evaluation.json");
  });
});

test("what is said of weights that are not finite is so: the step, a good checkpoint, what to do", async () => {
  await withNews(async (cwd) => {
    const lstm = ["--parts", "lstm", "--folds", "none", "--checkpoint-every-steps", "1"];
    const settings = ["--max-grad-norm", "none", ...lstm];
    const train = (out: string, ...more: string[]) =>
      runCli(["train", "--data", "news.csv", "--out", out, ...TINY, ...settings, ...more], { cwd });
    const failed = await train("first", "--learning-rate", "1e30");
    const again = await train("second", "--learning-rate", "1e30");
    const [, file] = /\nthe last good checkpoint is (.*)\n/.exec(failed.stderr)!;
    const [, step] = /error\[TRAIN_NONFINITE\] epoch 1 step (\d+): /.exec(failed.stderr)!;
    const [, flag, value] = /fix: lower (\S+), such as to (\S+)\n/.exec(failed.stderr)!;
    const checkpoint = (await loadCheckpoint(file!)) as unknown as Snapshot;

    expect(again.stderr.replaceAll("second", "first").split("error[")[1]).toBe(failed.stderr.split("error[")[1]);
    expect(checkpoint.cursor.step).toBe(Number(step) - 1);
    expect(checkpoint.weights.every((weights) => weights.every(Number.isFinite))).toBe(true);
    expect(await train("third", flag!, value!)).toMatchObject({ status: 0 });
  });
});

test("a reader of stderr that goes away does not stop the run", async () => {
  await withNews(async (cwd) => {
    const { status, stdout } = await runCli([...TRAIN, ...TINY], { cwd, closeStderrAt: "data " });

    expect(stdout).toContain("Test accuracy");
    expect(status).toBe(0);
    expect(await filesOf(cwd)).toContain("report.html");
  });
});
