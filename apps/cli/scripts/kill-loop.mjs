// Kills runs at random times, lets them go on, and compares what they end with to a run that nobody killed.
// Usage: node scripts/kill-loop.mjs KILLS [SEED]

import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { differencesOf, news } from "./_runs.mjs";

const BINARY = fileURLToPath(new URL("../dist/main.js", import.meta.url));
/** So many epochs that worker threads are worth it, and a checkpoint every few steps. */
const SETTINGS = [
  ...[
    "--embedding-size",
    "8",
    "--hidden-size",
    "8",
    "--num-epochs",
    "60",
    "--batch-size",
    "16",
    "--min-frequency",
    "1",
  ],
  ...["--checkpoint-every-steps", "7", "--keep-checkpoints", "2", "--refit", "--split", "70/15/15"],
];

/** @returns How many kills there were, how many runs came to their end, and what differed. */
export async function killLoop(numKills, seed = 1) {
  const cwd = await mkdtemp(join(tmpdir(), "newsclf-kill-"));
  try {
    await writeFile(join(cwd, "news.csv"), news());
    const begin = (out) => ["train", "--data", "news.csv", "--out", out, ...SETTINGS];
    const startedAt = performance.now();
    await run(begin("whole"), cwd);
    const duration = performance.now() - startedAt;
    const random = uniform(seed);
    const differences = [];
    let [kills, runs] = [0, 0];
    while (kills < numKills) {
      const out = `cut-${++runs}`;
      let isWhole = false;
      for (let isFirst = true; !isWhole; isFirst = false) {
        const isLast = kills >= numKills;
        const args = isFirst ? begin(out) : await goOn(out, cwd, begin(out));
        isWhole = await run(args, cwd, isLast ? undefined : 0.7 * random() * duration);
        if (!isWhole) kills++;
      }
      differences.push(...(await differencesOf(join(cwd, "whole"), join(cwd, out))));
    }
    return { kills, runs, differences };
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
}

/** A run that was killed before its first checkpoint begins anew. */
async function goOn(out, cwd, anew) {
  const has = await readFile(join(cwd, out, "checkpoints/identity.json")).catch(() => undefined);
  if (has) return ["train", "--resume", out];
  await rm(join(cwd, out), { recursive: true, force: true });
  return anew;
}

/** @returns False if it was killed. */
function run(args, cwd, killAfter) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [BINARY, ...args], { cwd, stdio: ["ignore", "ignore", "pipe"] });
    const timer = killAfter === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), killAfter);
    let stderr = "";
    child.stderr.on("data", (data) => {
      stderr += data;
    });
    child.on("close", (status, signal) => {
      clearTimeout(timer);
      if (signal !== "SIGKILL" && status !== 0) reject(new Error(`${args.join(" ")} ended with ${status}\n${stderr}`));
      else resolve(signal !== "SIGKILL");
    });
  });
}

/** Mulberry32. */
function uniform(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const found = await killLoop(Number(process.argv[2] ?? 500), Number(process.argv[3] ?? 1));
  console.log(JSON.stringify(found));
  process.exitCode = found.differences.length > 0 ? 1 : 0;
}
