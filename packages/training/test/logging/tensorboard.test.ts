import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { crc32c } from "../../src/logging/crc32c.ts";
import { createTensorBoardWriter, type TensorBoardWriter } from "../../src/node.ts";

function createWriter(): TensorBoardWriter {
  const folder = mkdtempSync(join(tmpdir(), "training-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return createTensorBoardWriter(join(folder, "tensorboard"), { now: () => 1_700_000_000_500 });
}

test("computes the checksum of the nine digits", () => {
  expect(crc32c(Buffer.from("123456789"))).toBe(0xe3069283);
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
