// Trains with a real MPI on this machine: node scripts/check-mpi.mjs LAUNCHER LIBRARY [--short]
//
// LAUNCHER is a command line, such as "mpirun --oversubscribe", LIBRARY what NEWSCLF_MPI_LIBRARY is set to. One to four processes must
// end with the same files; where one is killed or stopped the job must end by itself, say who it was and how to go on, and end with the
// same files when that is done, with another number of processes. For Linux.

import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { differencesOf, news } from "./_runs.mjs";

const BINARY = fileURLToPath(new URL("../dist/main.js", import.meta.url));
/** After which a person has lost patience. */
const MAX_MS = 10_000;
const SIZES = ["--embedding-size", "8", "--hidden-size", "8", "--batch-size", "16", "--min-frequency", "1"];
const SETTINGS = [...SIZES, "--num-epochs", "40", "--split", "70/15/15", "--checkpoint-every-steps", "3"];

const [launcher, library, short] = process.argv.slice(2);
if (launcher === undefined || library === undefined) throw new Error("check-mpi: expected a launcher and a library");
const [command, ...options] = launcher.split(" ");
const env = { ...process.env, NEWSCLF_MPI_LIBRARY: library };
const cwd = await mkdtemp(join(tmpdir(), "newsclf-mpi-"));
try {
  await writeFile(join(cwd, "news.csv"), news());
  await end(start([process.execPath], begin("whole", ["--batch-parts", "4"])));
  const sizes = short ? [3] : [1, 2, 3, 4];
  for (const size of sizes) await end(startJob(size, begin(`of-${size}`)), `of-${size}`);
  if (!short) await end(startJob(2, begin("threads", ["--threads", "2"])), "threads");
  console.log(`${sizes.join(", ")} processes end with the files of one without MPI`);
  // Answers that are too large to be sent before somebody receives them: of the bundled sample.
  const sample = ["train", "--num-epochs", "1", "--out"];
  await ended(start([process.execPath], [...sample, "sample", "--batch-parts", "4"]), 0);
  await end(startJob(2, [...sample, "sample-of-2"]), "sample-of-2", "sample");
  // Rank 0 alone finds out that there is nothing to do.
  await ended(startJob(2, ["train", "--config", "missing.json"]), 66);
  const cases = [
    [3, 2, "SIGKILL", 2],
    [2, 0, "SIGKILL", 3],
    [3, 1, "SIGSTOP", 1],
    [4, 0, "SIGSTOP", 4],
  ];
  for (const [size, rank, signal, numAfter] of short ? cases.slice(0, 1) : cases)
    await lose(size, rank, signal, numAfter);
} finally {
  await rm(cwd, { recursive: true, force: true });
}

function begin(out, more = []) {
  return ["train", "--data", "news.csv", "--out", out, ...SETTINGS, ...more];
}

/** A process that is lost, and a job that goes on without it. */
async function lose(size, rank, signal, numAfter) {
  const out = `${signal}-${rank}-of-${size}`;
  const job = startJob(size, begin(out));
  await until(async () =>
    (await readdir(join(cwd, out, "checkpoints")).catch(() => [])).some((name) => name.startsWith("lstm-")),
  );
  // Until the others have heard how to go on.
  await sleep(1000);
  process.kill(await pidOf(rank, out), signal);
  const lostAt = performance.now();
  const { status, output } = await job;
  const ms = performance.now() - lostAt;
  const isNamed = output.includes(`rank ${rank} (`);
  const isAdvised = output.includes(`newsclf train --resume ${out} --distributed mpi`);
  if (status === 0 || ms > MAX_MS || !isNamed || !isAdvised)
    throw new Error(`${out}: ${status} after ${ms} ms\n${output}`);
  await end(startJob(numAfter, ["train", "--resume", out]), out);
  console.log(`${out}: ended after ${(ms / 1000).toFixed(1)} s; ${numAfter} processes ended with the same files`);
}

function startJob(size, args) {
  return start([command, ...options, "-n", String(size), process.execPath], [...args, "--distributed", "mpi"]);
}

/** @returns {Promise<{ status: number | null, output: string }>} */
function start([program, ...before], args) {
  const child = spawn(program, [...before, BINARY, ...args], { cwd, env, timeout: 120_000, killSignal: "SIGKILL" });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (text) => {
      output += text;
    });
  }
  return new Promise((resolve) => child.once("close", (status) => resolve({ status, output })));
}

async function ended(job, expected) {
  const { status, output } = await job;
  if (status !== expected) throw new Error(`ended with ${status} instead of ${expected}\n${output}`);
}

async function end(job, out = "whole", expected = "whole") {
  await ended(job, 0);
  // Those say how many threads there were.
  const told = ["config.json", "report.html"].map((name) => join(cwd, out, name));
  const differences = (await differencesOf(join(cwd, expected), join(cwd, out))).filter((path) => !told.includes(path));
  if (differences.length > 0) throw new Error(`not those of one process: ${differences.join(", ")}`);
}

/** By what its launcher gave it. */
async function pidOf(rank, out) {
  for (const pid of await readdir("/proc")) {
    const [args, variables] = await Promise.all(
      ["cmdline", "environ"].map((name) => readFile(`/proc/${pid}/${name}`, "latin1").catch(() => "")),
    );
    const isOurs = args.startsWith(process.execPath) && args.split("\0").includes(out);
    if (isOurs && new RegExp(`(^|\0)(OMPI_COMM_WORLD_RANK|PMI_RANK)=${rank}\0`).test(variables)) return Number(pid);
  }
  throw new Error(`${out}: no rank ${rank}`);
}

async function until(isTrue) {
  for (let waited = 0; !(await isTrue()); waited += 20) {
    if (waited > 60_000) throw new Error("check-mpi: no checkpoint in a minute");
    await sleep(20);
  }
}

function sleep(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
