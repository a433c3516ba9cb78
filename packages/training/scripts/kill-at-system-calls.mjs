// Kills a process at each system call of a save, by strace, and reads what is left.
// Usage: node scripts/kill-at-system-calls.mjs

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadCheckpoint, saveCheckpoint } from "../dist/node.js";

const SAVE = fileURLToPath(new URL("save-under-faults.mjs", import.meta.url));
const CALLS = [
  "openat",
  "write",
  "pwrite64",
  "writev",
  "fsync",
  "close",
  "rename",
  "mkdir",
  "unlink",
  "fstat",
  "statx",
];

const folder = await mkdtemp(join(tmpdir(), "newsclf-kill-"));
const path = join(folder, "a.checkpoint");
const left = { old: 0, new: 0 };
try {
  for (const name of CALLS) {
    for (let count = 1; ; count++) {
      await saveCheckpoint(path, { value: "old" });
      const wasKilled = await killAt(name, count);
      // Throws where it is neither.
      const { value } = await loadCheckpoint(path);
      if (!wasKilled) break;
      left[value === "old" ? "old" : "new"]++;
    }
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
console.log(JSON.stringify(left));
// Before and after the renaming.
process.exitCode = left.old > 5 && left.new > 1 ? 0 : 1;

/** At a thread's call of that number; false if none came so far. */
async function killAt(name, count) {
  const child = spawn(process.execPath, [SAVE, path, "7"], { stdio: ["pipe", "pipe", "inherit"] });
  const closed = once(child, "close");
  await once(child.stdout, "data");
  const inject = `inject=${name}:signal=KILL:when=${count}`;
  const args = ["-f", "-o", "/dev/null", "-e", `trace=${name}`, "-e", inject, "-p", String(child.pid)];
  const strace = spawn("strace", args, { stdio: ["ignore", "ignore", "pipe"] });
  await once(strace.stderr, "data");
  child.stdin.write("go");
  const [, signal] = await closed;
  return signal === "SIGKILL";
}
