// Event files for TensorBoard: TFRecords, each an `Event` protocol buffer.
//
// Layout: tensorflow/core/lib/io/record_writer.h (framing), tensorflow/core/util/event.proto (field numbers).

import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, truncateSync, writeSync } from "node:fs";
import { join } from "node:path";
import { writeFailed } from "@newsclf-internal/files";
import { bytes, double, integer } from "@newsclf-internal/protobuf";
import { crc32c } from "./crc.ts";
import type { Histogram } from "./histogram.ts";
import { histogramValue, scalarValue } from "./summary-values.ts";

/** Ends the names of files that a log of epochs writes. */
const SUFFIX = ".newsclf";

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
  /** One slice of each histogram, by tag. @throws NewsclfError `WRITE_FAILED`. */
  histograms(step: number, values: Readonly<Record<string, Histogram>>): void;
  close(): void;
}

/**
 * Starts an event file in `folder`, which is made if needed. Every point is on disk when `scalars` returns.
 *
 * @throws NewsclfError `WRITE_FAILED`.
 */
export function createTensorBoardWriter(folder: string, { now }: TensorBoardOptions): TensorBoardWriter {
  const path = join(folder, eventFileName(now(), SUFFIX));
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
  const append = (event: Buffer): void => void orFail(() => writeSync(file, event));
  append(versionEvent(now()));
  return {
    path,
    scalars(step, values) {
      const points = Object.entries(values).filter((point): point is [string, number] => point[1] !== undefined);
      append(summaryEvent(now(), step, points.map(scalarValue)));
    },
    histograms: (step, values) => append(summaryEvent(now(), step, Object.entries(values).map(histogramValue))),
    close: () => closeSync(file),
  };
}

/** @param milliseconds - Since 1970. TensorBoard reads a folder's files in the order of their names. */
export function eventFileName(milliseconds: number, suffix: string): string {
  return `events.out.tfevents.${Math.floor(milliseconds / 1000)}${suffix}`;
}

/** The first of a file. */
export function versionEvent(milliseconds: number): Buffer {
  return eventOf(milliseconds, 0, bytes(3, "brain.Event:2"));
}

/** @param values - `Summary.Value` messages, each as its field of `Summary`. */
export function summaryEvent(milliseconds: number, step: number, values: readonly Uint8Array[]): Buffer {
  return eventOf(milliseconds, step, bytes(5, ...values));
}

/**
 * Cuts event files of an earlier process after the last epoch that counts, so that none is there twice.
 *
 * @throws NewsclfError `WRITE_FAILED`.
 */
export function dropLaterEvents(folder: string, lastStep: number): void {
  for (const name of readdirSync(folder)) {
    if (!name.endsWith(SUFFIX)) continue;
    const path = join(folder, name);
    const file = readFileSync(path);
    let end = 0;
    while (end + 12 <= file.length) {
      const next = end + 16 + Number(file.readBigUInt64LE(end));
      if (next > file.length || stepOf(file.subarray(end + 12)) > lastStep) break;
      end = next;
    }
    if (end < file.length) truncateSync(path, end);
  }
}

/** Time and step come first. */
function eventOf(milliseconds: number, step: number, content: Uint8Array): Buffer {
  return frame(Buffer.concat([double(1, milliseconds / 1000), integer(2, step), content]));
}

/** Of an event as `eventOf` writes it: behind nine bytes of time, a key and a varint. */
function stepOf(event: Buffer): number {
  let step = 0;
  for (let i = 10, factor = 1; ; i++, factor *= 128) {
    step += (event[i]! % 128) * factor;
    if (event[i]! < 128) return step;
  }
}

/** TFRecord: length, its checksum, data, its checksum. */
function frame(data: Uint8Array): Buffer {
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
