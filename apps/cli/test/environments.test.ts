// Where Node.js may do less, or knows less, than usual.

import { spawnSync } from "node:child_process";
import { chmod, readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { BINARY, TINY, withFolder, writeNews } from "./_cli.ts";

const TRAIN = [BINARY, "train", "--data", "news.csv", "--out", "run", "--threads", "1", ...TINY];
const CHECK = [BINARY, "check", "news.csv"];
const { HOME: _, ...HOMELESS } = process.env;

test.each<[string, string, readonly string[]]>([
  [
    "trains where no code is made from strings",
    process.execPath,
    ["--disallow-code-generation-from-strings", ...TRAIN],
  ],
  ["checks without a compiler, and so without WebAssembly", process.execPath, ["--jitless", ...CHECK]],
  [
    "checks in 2 GB of addresses, which no WebAssembly memory fits into",
    "bash",
    ["-c", 'ulimit -v 2000000 && exec "$@"', "bash", process.execPath, ...CHECK],
  ],
])("%s", async (_, command, args) => {
  await withFolder(async (cwd) => {
    await writeNews(join(cwd, "news.csv"));
    const { status, stderr } = spawnSync(command, args, {
      cwd,
      env: { ...process.env, INIT_CWD: cwd },
      encoding: "utf8",
    });

    expect(stderr).not.toContain("error");
    expect(status).toBe(0);
  });
});

test.runIf(process.getuid?.() === 0)("trains for a user without a home and without a name", async () => {
  await withFolder(async (cwd) => {
    await writeNews(join(cwd, "news.csv"));
    await chmod(cwd, 0o777);
    const user = { cwd, uid: 54_321, gid: 54_321, env: { ...HOMELESS, INIT_CWD: cwd } };
    const { status, stderr } = spawnSync(process.execPath, TRAIN, { ...user, encoding: "utf8" });

    expect(stderr).not.toContain("error");
    expect(status).toBe(0);
    expect(await readdir(join(cwd, "run"))).toContain("report.html");
  });
});
