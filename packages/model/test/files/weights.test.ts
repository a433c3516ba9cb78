import { expect, test } from "vitest";
import { fromHalf, toHalf } from "../../src/files/half.ts";
import {
  decodeWeights,
  encodeWeights as encode,
  readQuantizations,
  type WeightFormat,
} from "../../src/files/weights.ts";

const encodeWeights = (weights: readonly Float32Array[]): Uint8Array => encode(weights).bytes;

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

test("every half-precision number comes back, and others go to the nearest", () => {
  for (let half = 0; half < 0x7c00; half++) {
    const value = fromHalf(half);
    const next = fromHalf(half + 1);
    expect(toHalf(value)).toBe(half);
    expect(toHalf(-value)).toBe(0x8000 | half);
    if (half + 1 < 0x7c00) {
      const middle = (value + next) / 2;
      expect(toHalf(middle)).toBe(half % 2 === 0 ? half : half + 1);
      expect(toHalf(middle * (1 + 1e-7))).toBe(half + 1);
    }
  }
  expect(fromHalf(0x7c00)).toBe(Number.POSITIVE_INFINITY);
  expect(fromHalf(0x7e00)).toBeNaN();
});

const LONG = { name: "long", shape: [40, 50] };
const SHORT = { name: "short", shape: [3] };
const long = Float32Array.from({ length: 2000 }, (_, i) => Math.sin(i) * (i % 7));
const short = Float32Array.of(0.1, -5, 1e-9);

test.each<[WeightFormat, number, number]>([
  ["float32", 4, 0],
  ["float16", 2, 2 ** -9],
  ["int8", 1, 12 / 255 / 2 + 1e-6],
])("%s takes so many bytes a number, and misses by as little", (format, numBytes, error) => {
  const { bytes, quantizations } = encode([long, short], format);
  const [found, ofShort] = decodeWeights("weights.bin", bytes, [LONG, SHORT], quantizations);

  expect(bytes.length).toBe(2000 * numBytes + 12);
  expect(ofShort).toEqual(short);
  expect(Math.max(...long.map((value, i) => Math.abs(value - found![i]!)))).toBeLessThanOrEqual(error);
});

test("an array of one value, and one beyond half precision", () => {
  const same = new Float32Array(2000).fill(-3);
  const large = new Float32Array(2000).fill(1e6);

  expect(
    decodeWeights("weights.bin", encode([same], "int8").bytes, [LONG], encode([same], "int8").quantizations),
  ).toEqual([same]);
  expect(encode([large], "float16").quantizations).toEqual([undefined]);
});

const manifest = (...quantizations: unknown[]): object => ({
  weightsManifest: [{ weights: quantizations.map((quantization) => ({ name: "x", quantization })) }],
});

test.each([
  [manifest({ dtype: "int4", scale: 1, min: 0 }, undefined), "long: cannot read weights stored as"],
  [manifest({ dtype: "uint8", scale: "1", min: 0 }, undefined), "long: cannot read weights stored as"],
  [manifest({ dtype: "uint8", scale: 1 }, undefined), "long: cannot read weights stored as"],
  [manifest(7, undefined), "long: cannot read weights stored as 7"],
  [manifest({ dtype: "float16" }), "expected 2 weights, found 1"],
])("refuses %j", (json, message) => {
  expect(() => readQuantizations(json, [LONG, SHORT])).toThrow(
    expect.objectContaining({ code: "MODEL_JSON", message: expect.stringContaining(message) }),
  );
});

test.each([{}, { weightsManifest: [] }, { weightsManifest: [null] }, manifest(undefined, undefined)])(
  "without a word of it all are float32: %j",
  (json) => {
    expect(readQuantizations(json, [LONG, SHORT])).toEqual([]);
  },
);
