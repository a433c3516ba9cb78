// Scalars for TensorBoard: an event file of TFRecords, each an `Event` protocol buffer.
//
// Layout: tensorflow/core/lib/io/record_writer.h (framing), tensorflow/core/util/event.proto and
// tensorflow/core/framework/summary.proto (field numbers).

import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { writeFailed } from "@newsclf-internal/files";
import { crc32c } from "./crc32c.ts";

/** Options of `createTensorBoardWriter`. */
export interface TensorBoardOptions {
  /** Milliseconds since 1970: `Date.now`. */
  readonly now: () => number;
}

/** An open event file. */
export interface TensorBoardWriter {
  /** Where the events go: `<folder>/events.out.tfevents.<seconds>.newsclf`. */
  readonly path: string;
  /**
   * Writes one point of each curve at once.
   *
   * @param step - Position on the x axis, an integer of at least 0.
   * @param values - Values by tag; `"loss/train"` puts the curve into the group `loss`. Missing values are left out.
   * @throws NewsclfError `WRITE_FAILED`.
   */
  scalars(step: number, values: Readonly<Record<string, number | undefined>>): void;
  close(): void;
}

/**
 * Starts an event file in `folder`, which is made if needed. Every point is on disk when `scalars` returns.
 *
 * @throws NewsclfError `WRITE_FAILED`.
 */
export function createTensorBoardWriter(folder: string, { now }: TensorBoardOptions): TensorBoardWriter {
  const path = join(folder, `events.out.tfevents.${Math.floor(now() / 1000)}.newsclf`);
  const orFail = <T>(write: () => T): T => {
    try {
      return write();
    } catch (cause) {
      throw writeFailed(path, cause);
    }
  };
  const file = orFail(() => {
    mkdirSync(folder, { recursive: true });
    return openSync(path, "a");
  });
  const write = (step: number, payload: Buffer): void => {
    const time = Buffer.alloc(8);
    time.writeDoubleLE(now() / 1000);
    const event = frame(Buffer.concat([field(1, 1), time, field(2, 0), varint(step), payload]));
    orFail(() => writeSync(file, event));
  };
  write(0, bytes(3, Buffer.from("brain.Event:2")));
  return {
    path,
    scalars(step, values) {
      const points = Object.entries(values).filter(([, value]) => value !== undefined);
      const summary = points.map(([tag, value]) => {
        const float = Buffer.alloc(4);
        float.writeFloatLE(value!);
        return bytes(1, Buffer.concat([bytes(1, Buffer.from(tag)), field(2, 5), float]));
      });
      write(step, bytes(5, Buffer.concat(summary)));
    },
    close: () => closeSync(file),
  };
}

/** TFRecord: length, its checksum, data, its checksum. */
function frame(data: Buffer): Buffer {
  const head = Buffer.alloc(12);
  head.writeBigUInt64LE(BigInt(data.length));
  head.writeUInt32LE(maskedCrc(head.subarray(0, 8)), 8);
  const tail = Buffer.alloc(4);
  tail.writeUInt32LE(maskedCrc(data));
  return Buffer.concat([head, data, tail]);
}

/** Rotated and shifted, so that a checksum of data that holds checksums stays useful. */
function maskedCrc(data: Uint8Array): number {
  const crc = crc32c(data);
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}

/** A protocol buffer key. Wire types: 0 varint, 1 eight bytes, 2 length and bytes, 5 four bytes. */
function field(number: number, wireType: number): Buffer {
  return Buffer.of((number << 3) | wireType);
}

function bytes(number: number, content: Buffer): Buffer {
  return Buffer.concat([field(number, 2), varint(content.length), content]);
}

function varint(value: number): Buffer {
  const out: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) out.push((rest % 128) | 128);
  return Buffer.from([...out, rest]);
}
