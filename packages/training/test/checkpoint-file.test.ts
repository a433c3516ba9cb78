import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { loadCheckpoint, saveCheckpoint } from "../src/node.ts";

let path: string;
beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), "checkpoint-"));
  path = join(folder, "a.checkpoint");
  onTestFinished(() => rm(folder, { recursive: true }));
});

const STATE = {
  cursor: { epoch: 2, batch: 3 },
  weights: [Float32Array.of(1, -0, Number.NaN), new Float32Array()],
  listeners: { best: null, other: [Float64Array.of(Math.PI), { ids: Int32Array.of(-7) }] },
};

test("state comes back bit for bit", async () => {
  await saveCheckpoint(path, STATE);

  expect(await loadCheckpoint(path)).toEqual(STATE);
});

test("a file of which any byte is missing or another is none", async () => {
  await saveCheckpoint(path, STATE);
  const bytes = await readFile(path);

  for (let i = 0; i < bytes.length; i += 7) {
    const changed = Buffer.from(bytes);
    changed[i]! ^= 1;
    for (const broken of [bytes.subarray(0, i), changed]) {
      await writeFile(path, broken);
      await expect(loadCheckpoint(path)).rejects.toMatchObject({ code: "CHECKPOINT_CORRUPT", place: path });
    }
  }
});

test("what was there stays until the new one is whole, and nothing is left beside it", async () => {
  await saveCheckpoint(path, STATE);
  await saveCheckpoint(path, { weights: [] });

  expect(await loadCheckpoint(path)).toEqual({ weights: [] });
  expect(await readdir(join(path, ".."))).toEqual(["a.checkpoint"]);
});
