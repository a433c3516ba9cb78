import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { crc32, crc32c } from "../../src/logging/crc.ts";
import { dropLaterEvents } from "../../src/logging/tensorboard.ts";
import { createTensorBoardWriter, type TensorBoardWriter } from "../../src/node.ts";
import { inside, summaries } from "./_events.ts";

function createWriter(): TensorBoardWriter {
  const folder = mkdtempSync(join(tmpdir(), "training-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return createTensorBoardWriter(join(folder, "tensorboard"), { now: () => 1_700_000_000_500 });
}

test("computes the checksums of the nine digits", () => {
  expect(crc32c(Buffer.from("123456789"))).toBe(0xe3069283);
  expect(crc32(Buffer.from("123456789"))).toBe(0xcbf43926);
});

test("names the file after the second it was started in", () => {
  const writer = createWriter();
  writer.close();

  expect(basename(writer.path)).toBe("events.out.tfevents.1700000000.newsclf");
});

// The bytes below were read by TensorBoard 2.21.0 (EventAccumulator), which checks both checksums of each record.
test("starts with the version and writes the points of a step as one record", () => {
  const writer = createWriter();
  writer.scalars(300, { "loss/train": 0.5, "loss/validation": undefined });
  writer.close();

  expect(readFileSync(writer.path).toString("hex")).toBe(
    "1a00000000000000129bd82d0900002040fc54d94110001a0d627261696e2e4576656e743a32bf8a691d" +
      "2100000000000000017becf60900002040fc54d94110ac022a130a110a0a6c6f73732f747261696e150000003f548d4687",
  );
});

test("has every point on disk before it is closed", () => {
  const writer = createWriter();
  const before = readFileSync(writer.path).length;
  writer.scalars(1, { accuracy: 1 });

  expect(readFileSync(writer.path).length).toBeGreaterThan(before);
  writer.close();
});

test("writes histograms with the upper ends of their bins", () => {
  const writer = createWriter();
  writer.histograms(2, { "weights/a": { min: 0, max: 2, sum: 4, sumSquares: 6, counts: [1, 3] } });
  writer.close();
  const [{ step, tag, value }] = summaries(readFileSync(writer.path)) as [ReturnType<typeof summaries>[number]];
  const histogram = inside(value, 5);

  expect([step, tag]).toEqual([2, "weights/a"]);
  expect([1, 2, 3, 4, 5].map((field) => histogram.get(field)![0])).toEqual([0, 2, 4, 4, 6]);
  expect([6, 7].map((field) => [...doublesOf(histogram.get(field)![0] as Buffer)])).toEqual([
    [1, 2],
    [1, 3],
  ]);
});

test.each([
  [300, [1, 300]],
  [299, [1]],
  [0, []],
])("drops what comes after step %i, and a record that was being written", (last, steps) => {
  const writer = createWriter();
  for (const step of [1, 300]) writer.scalars(step, { loss: 1 });
  writer.close();
  appendFileSync(writer.path, Buffer.of(30, 0, 0));
  dropLaterEvents(dirname(writer.path), last);

  expect(summaries(readFileSync(writer.path)).map(({ step }) => step)).toEqual(steps);
});

function doublesOf(bytes: Buffer): Float64Array {
  return new Float64Array(Uint8Array.from(bytes).buffer);
}
