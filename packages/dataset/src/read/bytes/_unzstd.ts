// Zstandard frames (RFC 8878): blocks are unpacked by fzstd, which leaves the checksum of a frame unread; here it counts.

import { Buffer } from "@newsclf-internal/platform";
import { Decompress } from "fzstd";
import createXxhash from "xxhash-wasm";

const MAGIC = 0xfd2fb528;
/** The lowest four bits are free. */
const SKIPPABLE_MAGIC = 0x184d2a50;
/** What the zstd tool itself takes without being asked to. */
const MAX_WINDOW_BYTES = 1 << 27;
const HAS_CHECKSUM = 4;
const RLE_BLOCK = 1;

/** @throws Error when data are damaged or cut off, as far as they carry a checksum. */
export async function* unzstd(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const take = createTaker(bytes);
  const { create64 } = await createXxhash();
  for (let start = await take(4, true); start.length > 0; start = await take(4, true)) {
    const magic = start.readUInt32LE();
    if ((magic & ~15) === SKIPPABLE_MAGIC) {
      for (let left = (await take(4)).readUInt32LE(); left > 0; left -= Math.min(left, 1 << 16)) {
        await take(Math.min(left, 1 << 16));
      }
      continue;
    }
    if (magic >>> 0 !== MAGIC) throw new Error("no Zstandard frame");
    const { header, hasChecksum } = await takeHeader(take);
    const out: Uint8Array[] = [];
    const hash = create64();
    const frame = new Decompress((chunk) => void out.push(chunk));
    frame.push(Buffer.concat([start, header]));
    for (let isLast = false; !isLast; ) {
      const blockHeader = await take(3);
      const bits = blockHeader.readUIntLE(0, 3);
      isLast = (bits & 1) === 1;
      const block = await take(((bits >> 1) & 3) === RLE_BLOCK ? 1 : bits >> 3);
      frame.push(Buffer.concat([blockHeader, block]), isLast);
      for (const chunk of out.splice(0)) {
        hash.update(chunk);
        yield chunk;
      }
    }
    const low32 = Number(BigInt.asUintN(32, hash.digest()));
    if (hasChecksum && (await take(4)).readUInt32LE() !== low32) throw new Error("the checksum of a frame differs");
  }
}

type Take = (size: number, mayEnd?: boolean) => Promise<Buffer>;

/** The header after the magic number, changed to say that no checksum follows, so that fzstd does not wait for it. */
async function takeHeader(take: Take): Promise<{ header: Buffer; hasChecksum: boolean }> {
  const [flags] = (await take(1)) as unknown as [number];
  if ((flags & 3) > 0) throw new Error("needs a dictionary");
  const isSingle = (flags & 32) > 0;
  const sizeBytes = flags >> 6 === 0 ? Number(isSingle) : 1 << (flags >> 6);
  const rest = await take(Number(!isSingle) + sizeBytes);
  if (windowBytes(rest, isSingle) > MAX_WINDOW_BYTES) throw new Error("needs a window of more than 128 MiB");
  return { header: Buffer.concat([Buffer.of(flags & ~HAS_CHECKSUM), rest]), hasChecksum: (flags & HAS_CHECKSUM) > 0 };
}

/** A single segment is its own window; else exponent and mantissa. */
function windowBytes(header: Buffer, isSingle: boolean): number {
  if (isSingle) return header.length === 8 ? Number(header.readBigUInt64LE()) : header.readUIntLE(0, header.length);
  return 2 ** (10 + (header[0]! >> 3)) * (1 + (header[0]! & 7) / 8);
}

/** Gives the next bytes, so many at a time; with `mayEnd`, none at the end of the source. */
function createTaker(source: AsyncIterable<Uint8Array>): Take {
  const iterator = source[Symbol.asyncIterator]();
  let parts: Uint8Array[] = [];
  let length = 0;
  return async (size, mayEnd = false) => {
    while (length < size) {
      const { value, done } = await iterator.next();
      if (done && length === 0 && mayEnd) return Buffer.alloc(0);
      if (done) throw new Error("cut off");
      parts.push(value);
      length += value.length;
    }
    const all = parts.length === 1 ? parts[0]! : Buffer.concat(parts);
    parts = [all.subarray(size)];
    length -= size;
    return Buffer.from(all.buffer, all.byteOffset, size);
  };
}
