import { expect, test } from "vitest";
import { unzstd } from "../../../src/read/bytes/_unzstd.ts";

/** Twelve lines of text as `zstd -19 -c` 1.5.4 packs them, with a checksum. */
const PACKED = Buffer.from(
  "KLUv/WTWANUCAAIEDhGgbyDpf5TFrCpor//al98qHqO7RauEjimCjNFM6foW/J/j/wUpL3aSm6czaCPX6xW8s/WhXq8BDqAQ0O7/HYAzezgL7p6zPTw8njx61M9H/Ti1QDpQCiXBWZA=",
  "base64",
);
const TEXT = `text,label\n${Array.from({ length: 12 }, (_, i) => `text number ${i + 1} of a small file,class ${(i + 1) % 3}\n`).join("")}`;

async function unpack(...chunks: Uint8Array[]): Promise<string> {
  const source = (async function* () {
    yield* chunks;
  })();
  const parts: Uint8Array[] = [];
  for await (const part of unzstd(source)) parts.push(part);
  return Buffer.concat(parts).toString();
}

test("unpacks frames, however they are cut", async () => {
  expect(await unpack(...Array.from(Buffer.concat([PACKED, PACKED]), (byte) => Buffer.of(byte)))).toBe(TEXT + TEXT);
});

test("leaves skippable frames out", async () => {
  const skippable = Buffer.from("502a4d1803000000616263", "hex");

  expect(await unpack(Buffer.concat([skippable, PACKED, skippable]))).toBe(TEXT);
});

test("gives the text or an error, never another text, whichever bit is wrong", async () => {
  let numRefused = 0;
  for (let bit = 0; bit < 8 * PACKED.length; bit++) {
    const damaged = Buffer.from(PACKED);
    damaged[bit >> 3]! ^= 1 << (bit & 7);
    const text = await unpack(damaged).catch(() => undefined);

    if (text === undefined) numRefused++;
    else expect(text, `bit ${bit}`).toBe(TEXT);
  }

  expect(numRefused).toBeGreaterThan(7 * PACKED.length);
});

test("refuses a frame that ends early", async () => {
  for (let end = 1; end < PACKED.length; end++) {
    await expect(unpack(PACKED.subarray(0, end)), `${end} bytes`).rejects.toThrow();
  }
});

test("refuses a window that would fill the memory", async () => {
  const header = Buffer.from("28b52ffd0090", "hex");

  await expect(unpack(header)).rejects.toThrow("needs a window of more than 128 MiB");
});
