import { expect, test } from "vitest";
import { bytes, concatBytes, double, doubles, float, integer } from "../src/index.ts";

test("writes the example of the specification", () => {
  expect([...integer(1, 150)]).toEqual([0x08, 0x96, 0x01]);
  expect([...bytes(2, "testing")]).toEqual([0x12, 0x07, 0x74, 0x65, 0x73, 0x74, 0x69, 0x6e, 0x67]);
  expect([...bytes(3, integer(1, 150))]).toEqual([0x1a, 0x03, 0x08, 0x96, 0x01]);
});

test("writes integers past 32 bits and field numbers past 15", () => {
  expect([...integer(16, 2 ** 35)]).toEqual([0x80, 0x01, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01]);
});

test("writes floating-point numbers with the last byte first", () => {
  expect([...float(1, 1)]).toEqual([0x0d, 0, 0, 0x80, 0x3f]);
  expect([...double(1, 1)]).toEqual([0x09, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f]);
  expect([...doubles(1, [1])]).toEqual([0x0a, 8, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f]);
});

test("counts a text in bytes, not in characters", () => {
  expect([...bytes(1, "é", "ñ")]).toEqual([0x0a, 4, 0xc3, 0xa9, 0xc3, 0xb1]);
});

test("joins parts", () => {
  expect([...concatBytes([Uint8Array.of(1), new Uint8Array(), Uint8Array.of(2, 3)])]).toEqual([1, 2, 3]);
});
