// Whatever stops a run, it leaves nothing or a model, and says which.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { BINARY, runCli, TINY, withFolder, writeNews } from "./_cli.ts";

const ENDLESS = [...TINY, "--num-epochs", "500", "--patience", "500"];
const TRAIN = ["train", "--data", "news.csv", "--out", "run"];

/** A folder with `news.csv`. */
function withNews<T>(use: (cwd: string) => Promise<T>): Promise<T> {
  return withFolder(async (cwd) => {
    await writeNews(join(cwd, "news.csv"));
    return use(cwd);
  });
}

const filesOf = (cwd: string): Promise<string[]> => readdir(join(cwd, "run"));

// Windows has no signals: there `kill` ends the process at once.
describe.skipIf(process.platform === "win32")("a signal", () => {
  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)("%s keeps the best weights and measures them", async (signal, expected) => {
    await withNews(async (cwd) => {
      const interruptAt = ["epoch   1/500"];
      const { status, stderr, stdout } = await runCli([...TRAIN, ...ENDLESS], { cwd, interruptAt, signal });

      expect(stderr).toContain("stopping after this batch; the best weights so far are kept");
      expect(stdout).toMatch(/stopped before its end; these are the best weights so far, those of epoch \d+\./);
      expect(status).toBe(expected);
      expect(await readdir(join(cwd, "run/model"))).toContain("weights.bin");
      expect(JSON.parse(await readFile(join(cwd, "run/evaluation.json"), "utf8")).stoppedBy).toBe("signal");
    });
  });

  test("while the model is tested leaves the model and says where it is", async () => {
    await withNews(async (cwd) => {
      const row = `"${"the team and the bank ".repeat(50)}",sport`;
      await writeFile(join(cwd, "test.csv"), `text,category\n${`${row}\n`.repeat(5000)}bank,economy\n`);
      const args = [...TRAIN, ...ENDLESS, "--test-data", "test.csv", "--no-checks"];
      const interruptAt = ["epoch   1/500", "testing the best weights"];
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

  test("before the first batch leaves no folder or one with a model", async () => {
    await withNews(async (cwd) => {
      const { status } = await runCli([...TRAIN, ...ENDLESS], { cwd, interruptAt: ["total"] });

      expect(status).toBe(130);
      const isThere = (await readdir(cwd)).includes("run");
      expect(isThere ? await filesOf(cwd) : ["model"]).toContain("model");
    });
  });
});

test.skipIf(process.platform === "win32")("a model that cannot be written leaves nothing", async () => {
  await withNews(async (cwd) => {
    const running = runCli([...TRAIN, ...ENDLESS], { cwd, interruptAt: ["epoch  50/500"] });
    while (!existsSync(join(cwd, "run"))) await setTimeout(5);
    await writeFile(join(cwd, "run/model"), "in the way");
    const { status, stderr } = await running;

    expect(stderr).toContain(`error[WRITE_FAILED] ${join(cwd, "run/model")}: `);
    expect(status).toBe(74);
    expect(await readdir(cwd)).toEqual(["news.csv"]);
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
