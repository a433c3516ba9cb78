import { describe, expect, test } from "vitest";
import { type Axis, createScale, type Scale } from "../../../src/report/svg/scale.ts";

function scale(axis: Omit<Axis, "title">): Scale {
  return createScale({ title: "", ...axis }, [0, 100], 5);
}

const labels = ({ ticks }: Scale): string[] => ticks.map(({ label }) => label);

describe("an axis", () => {
  test("ends at round values that hold its domain, with the digits that its steps need", () => {
    const x = scale({ domain: [0.13, 0.57] });

    expect(labels(x)).toEqual(["0.1", "0.2", "0.3", "0.4", "0.5", "0.6"]);
    expect([x(0.1), x(0.6), x(0.35)]).toEqual([0, 100, 50]);
  });

  test("of one value has it in the middle", () => {
    expect(scale({ domain: [2, 2] })(2)).toBe(50);
    expect(scale({ domain: [0, 0] })(0)).toBe(50);
    expect(scale({ domain: [1, 1], kind: "whole" })(1)).toBe(50);
    expect(scale({ domain: [0.01, 0.01], kind: "log" })(0.01)).toBe(50);
  });

  test("of whole numbers ends at the domain, and names no fraction", () => {
    expect(labels(scale({ domain: [1, 3], kind: "whole" }))).toEqual(["1", "2", "3"]);
    expect(labels(scale({ domain: [1, 32], kind: "whole" }))).toEqual(["1", "10", "20", "30"]);
  });

  test("of powers of ten has as much room for each", () => {
    const x = scale({ domain: [1e-5, 0.1], kind: "log" });

    expect([x(1e-5), x(1e-3), x(0.1)]).toEqual([0, 50, 100]);
    expect(x.ticks).toHaveLength(5);
  });

  test("of names has one at each place", () => {
    const x = scale({ domain: [0.5, 2.5], names: ["short", "long"] });

    expect(labels(x)).toEqual(["short", "long"]);
    expect([x(1), x(2)]).toEqual([25, 75]);
  });
});
