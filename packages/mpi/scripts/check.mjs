// Starts jobs with a real MPI, and ends or stops one of their processes: node check.mjs LAUNCHER LIBRARY
//
// LAUNCHER is a command line, such as "mpirun --oversubscribe", LIBRARY what NEWSCLF_MPI_LIBRARY is set to.

import { spawn } from "node:child_process";
import process, { execPath } from "node:process";
import { fileURLToPath } from "node:url";

const PROCESS = fileURLToPath(new URL("process.mjs", import.meta.url));
const MAX_MS = 10_000;

const [launcher, library] = process.argv.slice(2);
if (launcher === undefined || library === undefined) throw new Error("check: expected a launcher and a library");
const [command, ...options] = launcher.split(" ");

for (const size of [1, 2, 3, 4]) {
  const { status, output } = await run(size, "end");
  const ranks = output.match(/rank \d of \d, \d here/g)?.sort() ?? [];
  const expected = Array.from({ length: size }, (_, rank) => `rank ${rank} of ${size}, ${size} here`);
  if (status !== 0 || ranks.join() !== expected.join()) fail(`${size} processes ended with ${status}`, output);
}
for (const what of ["SIGKILL", "throw"]) {
  const { status, output, ms } = await run(3, what);
  const isTold = /rank 2 \(process \d+ on .*\) has ended; the job ends\n {2}fix: start the check again/.test(output);
  if (status === 0 || !isTold || ms > MAX_MS) fail(`${what}: ended with ${status} after ${ms} ms`, output);
  console.log(`${what}: the job ended after ${(ms / 1000).toFixed(1)} s`);
}

/** @param {number} size @param {string} what @returns {Promise<{ status: number | null, output: string, ms: number }>} */
function run(size, what) {
  const start = performance.now();
  const child = spawn(command ?? "", [...options, "-n", String(size), execPath, PROCESS, what], {
    env: { ...process.env, NEWSCLF_MPI_LIBRARY: library },
    timeout: 4 * MAX_MS,
    killSignal: "SIGKILL",
  });
  let output = "";
  child.stdout.on("data", (text) => {
    output += text;
  });
  child.stderr.on("data", (text) => {
    output += text;
  });
  return new Promise((resolve) => {
    child.once("close", (status) => resolve({ status, output, ms: Math.round(performance.now() - start) }));
  });
}

/** @param {string} message @param {string} output @returns {never} */
function fail(message, output) {
  console.error(`${output}\n${message}`);
  process.exit(1);
}
