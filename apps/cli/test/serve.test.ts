import { type ChildProcess, spawn } from "node:child_process";
import { cpSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { BINARY, runCli, useTrainedRun } from "./_cli.ts";

const mine = useTrainedRun("--parts", "ngrams");
const FREE = ["--port", "0", "--workers", "1"];

interface Serving {
  readonly child: ChildProcess;
  readonly url: string;
  /** All of standard error so far. */
  stderr(): string;
  /** Resolves when standard error holds `words`. */
  until(words: string): Promise<void>;
  /** The exit status. */
  ended: Promise<number | null>;
}

async function startServe(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Serving> {
  const child = spawn(process.execPath, [BINARY, "serve", ...args, ...FREE], {
    cwd: mine.cwd,
    env: { ...process.env, INIT_CWD: mine.cwd, ...env },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let stderr = "";
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  child.stderr.on("data", (data) => {
    stderr += data;
  });
  const until = async (words: string): Promise<void> => {
    while (!stderr.includes(words)) {
      await Promise.race([new Promise((resolve) => child.stderr.once("data", resolve)), ended]);
      if (child.exitCode !== null && !stderr.includes(words)) throw new Error(`ended without "${words}": ${stderr}`);
    }
  };
  await until("serving ");
  return { child, url: /http:\/\/\S+/.exec(stderr)![0], stderr: () => stderr, until, ended };
}

async function predict(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  const body = JSON.stringify({ inputs: "team goal" });
  return fetch(`${url}/predict`, { method: "POST", headers: { "content-type": "application/json", ...headers }, body });
}

test("answers until a signal, and ends with 0", async () => {
  const { child, url, ended, stderr } = await startServe(["--model", "runs/mine/model"]);
  const answers = await (await predict(url)).json();
  child.kill("SIGTERM");

  expect(answers[0].label).toBe("sport");
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(await ended).toBe(0);
  expect(stderr()).toBe(`serving model on ${url}\nclosing; once more ends it at once\n`);
});

test("serves several models by their names", async () => {
  const { url } = await startServe(["--model", "news=runs/mine/model", "--model", "other=runs/mine/model"]);
  const { name } = await (await fetch(`${url}/v2/models/other`)).json();

  expect(name).toBe("other");
});

test("reads the models again on SIGHUP, and keeps those whose folder is broken", async () => {
  cpSync(join(mine.cwd, "runs/mine/model"), join(mine.cwd, "copy"), { recursive: true });
  const { child, url, until, stderr } = await startServe(["--model", "news=copy"]);
  child.kill("SIGHUP");
  await until("reloaded news: ");
  await writeFile(join(mine.cwd, "copy/weights.bin"), "none");
  child.kill("SIGHUP");
  await until("news stays at ");

  expect(stderr()).toMatch(/error\[MODEL_\w+\] copy: .*\n {2}fix: .*\n {2}news stays at [0-9a-f]{12}\n/);
  expect((await predict(url)).status).toBe(200);
});

test("asks for the token of a file or of the variable", async () => {
  await writeFile(join(mine.cwd, "token"), "abc123\n");
  const ofFile = await startServe(["--model", "runs/mine/model", "--token-file", "token"]);
  const ofVariable = await startServe(["--model", "runs/mine/model"], { NEWSCLF_TOKEN: "abc123" });

  for (const { url } of [ofFile, ofVariable]) {
    expect((await predict(url)).status).toBe(401);
    expect((await predict(url, { authorization: "Bearer abc123" })).status).toBe(200);
  }
});

test("serves the playground, alone or beside models", async () => {
  const alone = await startServe(["--playground"]);
  const beside = await startServe(["--playground", "--model", "runs/mine/model"], { NEWSCLF_TOKEN: "abc123" });
  await beside.until("/playground/");

  expect(alone.stderr()).toMatch(/^serving the playground on http:\/\/127\.0\.0\.1:\d+\/playground\/\n$/);
  expect(await (await fetch(alone.url)).text()).toContain("newsclf playground");
  expect(beside.stderr()).toBe(`serving model on ${beside.url}\nserving the playground on ${beside.url}/playground/\n`);
  expect((await fetch(`${beside.url}/playground/`)).status).toBe(200);
  expect((await predict(beside.url)).status).toBe(401);
});

test("says where it listens as JSON", async () => {
  const child = spawn(process.execPath, [BINARY, "serve", "--model", "runs/mine/model", "--json", ...FREE], {
    cwd: mine.cwd,
    env: { ...process.env, INIT_CWD: mine.cwd },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const line = await new Promise((resolve) => child.stdout.once("data", resolve));

  expect(JSON.parse(String(line))).toEqual({
    url: expect.stringContaining("http://127.0.0.1:"),
    models: [{ name: "model", folder: "runs/mine/model" }],
  });
});

test("warns where others may ask", async () => {
  const { until, stderr } = await startServe(["--model", "runs/mine/model", "--host", "0.0.0.0"]);
  await until("fix: ");

  expect(stderr()).toContain(
    "warning: whoever reaches 0.0.0.0 may ask\n  fix: --token-file <file>, or NEWSCLF_TOKEN\n",
  );
});

test.each<[string, readonly string[], string, number]>([
  ["no model", [], "error[CONFIG] there is no model to serve\n  fix: --model <folder>, or --playground\n", 2],
  ["a missing folder", ["--model", "gone"], "error[FILE_MISSING] gone: no such folder", 66],
  ["a run folder", ["--model", "runs/mine"], "fix: --model runs/mine/model", 65],
  ["equal names", ["--model", "a/model", "--model", "b/model"], 'there are two models with the name "model"', 2],
  ["a bad name", ["--model", "ñ=a"], "fix: put a name before the folder: NAME=FOLDER", 2],
  [
    "a missing token",
    ["--model", "runs/mine/model", "--token-file", "gone"],
    "error[FILE_MISSING] gone: no such file",
    66,
  ],
  ["a limit out of range", ["--model", "a", "--workers", "0"], "Expected an integer in 1..64.", 2],
])("refuses %s", async (_, args, words, status) => {
  const result = await runCli(["serve", "--port", "0", ...args], mine);

  expect(result.stderr).toContain(words);
  expect(result.status).toBe(status);
});

test("refuses a token that is none, without showing it", async () => {
  await mkdir(join(mine.cwd, "t"));
  await writeFile(join(mine.cwd, "t/token"), "two words");
  const { status, stderr } = await runCli(["serve", "--model", "runs/mine/model", "--token-file", "t/token"], mine);

  expect(stderr).toContain("error[CONFIG] t/token: holds what no token can be");
  expect(stderr).not.toContain("two words");
  expect(status).toBe(2);
  await rm(join(mine.cwd, "t"), { recursive: true });
});

test("says that a port is taken", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void other.close());
  const { port } = other.address() as { port: number };
  const { status, stderr } = await runCli(["serve", "--model", "runs/mine/model", "--port", String(port)], mine);

  expect(stderr).toBe(
    `error[CONFIG] 127.0.0.1:${port}: another program listens there\n  fix: another --port, or --port 0 for any that is free\n`,
  );
  expect(status).toBe(2);
});
