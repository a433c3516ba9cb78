import { expect, test } from "vitest";
import { decodeWeights, encodeWeights } from "../../src/files/weights.ts";

const PARAMS = [
  { name: "a", shape: [2, 2] },
  { name: "b", shape: [1] },
];
const WEIGHTS = [Float32Array.of(1, -2, 0.1, 3e38), Float32Array.of(1e-45)];

test("weights are float32, little-endian, one array after the other", () => {
  expect([...encodeWeights([Float32Array.of(1), Float32Array.of(-2)])]).toEqual([0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]);
});

test("weights come back from bytes at any address", () => {
  const bytes = encodeWeights(WEIGHTS);
  const unaligned = new Uint8Array(bytes.length + 3).subarray(3);
  unaligned.set(bytes);

  expect(decodeWeights("weights.bin", bytes, PARAMS)).toEqual(WEIGHTS);
  expect(decodeWeights("weights.bin", unaligned, PARAMS)).toEqual(WEIGHTS);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])("says where a weight is %d", (value) => {
  const bytes = encodeWeights([Float32Array.of(1, 2, 3, value), Float32Array.of(value)]);

  expect(() => decodeWeights("weights.bin", bytes, PARAMS)).toThrow(
    expect.objectContaining({ code: "MODEL_NONFINITE", message: "a[3]" }),
  );
});

test("refuses a shape that claims more than there is, before it allocates", () => {
  const params = [{ name: "a", shape: [2 ** 24, 4096] }];

  expect(() => decodeWeights("weights.bin", new Uint8Array(8), params)).toThrow(
    expect.objectContaining({
      code: "MODEL_LIMIT",
      message: "the parameters need 274877906944 bytes; weights.bin has 8",
    }),
  );
});
