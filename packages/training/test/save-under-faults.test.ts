import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { loadCheckpoint, saveCheckpoint } from "../src/node.ts";

const SCRIPT = fileURLToPath(new URL("../scripts/save-under-faults.mjs", import.meta.url));
/** What the script ends with where there was no such call. */
const NO_CALL = 3;

test.each(["ENOSPC", "EIO", "EACCES", "EINVAL"])("%s of any file operation leaves a whole checkpoint", async (code) => {
  const folder = mkdtempSync(join(tmpdir(), "faults-"));
  const path = join(folder, "a.checkpoint");
  const outcomes: string[] = [];
  try {
    for (let call = 0; ; call++) {
      await saveCheckpoint(path, { value: "old" });
      const args = [SCRIPT, path, "7", String(call), code];
      const { status, stdout } = spawnSync(process.execPath, args, { encoding: "utf8", input: "go" });
      if (status === NO_CALL) break;
      const outcome = stdout.replace("ready\n", "").trim();
      const { value } = (await loadCheckpoint(path)) as { value: string };
      outcomes.push(outcome);

      if (outcome === "saved") expect(value).toBe("7");
      else expect(outcome).toBe(`NewsclfError WRITE_FAILED cannot write: ${code}`);
      expect(readdirSync(folder)).toEqual(["a.checkpoint"]);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  // mkdir, open, write, sync, close, rename; the folder's sync is worth a try.
  expect(outcomes.length).toBeGreaterThan(8);
  expect(outcomes.filter((outcome) => outcome !== "saved").length).toBeGreaterThan(4);
});
