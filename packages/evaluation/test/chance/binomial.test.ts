import { describe, expect, test } from "vitest";
import { accuracyInterval, binomialPValue, isAboveChance } from "../../src/index.ts";

describe("binomialPValue", () => {
  // Upper tails summed with 50 digits (mpmath).
  test.each([
    [8, 10, 0.5, 0.0546875],
    [10, 10, 0.25, 9.5367431640625e-7],
    [25, 50, 0.42, 0.157952460406451],
    [60, 100, 0.5, 0.0284439668204904],
    [40, 100, 0.5, 0.982399899891148],
    [168, 1000, 1 / 7, 0.0143447986312142],
    [2100, 7600, 0.25, 8.54010814636989e-8],
    [3, 1_000_000, 1e-6, 0.0803013051014496],
    [250_500, 1_000_000, 0.25, 0.12435623269004],
    [499_000, 1_000_000, 0.5, 0.977303832045328],
    [501_000, 1_000_000, 0.5, 0.022804149932691],
    [505_000, 1_000_000, 0.5, 7.69077752195368e-24],
    [515_000, 1_000_000, 0.5, 4.72620312628579e-198],
  ])("gives P(X >= %i) of %i trials at %f to nine digits", (successes, trials, chance, expected) => {
    expect(binomialPValue(successes, trials, chance) / expected).toBeCloseTo(1, 8);
  });

  test("is 1 for no successes and for a chance of 1", () => {
    expect([binomialPValue(0, 10, 0.3), binomialPValue(10, 10, 1), binomialPValue(0, 0, 0.5)]).toEqual([1, 1, 1]);
  });

  test("is 0 for a success that cannot happen", () => {
    expect(binomialPValue(1, 10, 0)).toBe(0);
  });

  test("adds up with the other tail", () => {
    // P(X >= 4) + P(10 - X >= 7) = P(X >= 4) + P(X <= 3)
    expect(binomialPValue(4, 10, 0.3) + binomialPValue(7, 10, 0.7)).toBeCloseTo(1, 12);
  });

  test("rejects more successes than trials", () => {
    expect(() => binomialPValue(11, 10, 0.5)).toThrow(
      new RangeError("binomialPValue: expected integers 0 <= successes <= trials, got 11 of 10"),
    );
  });
});

describe("isAboveChance", () => {
  test("cannot tell 14.3 % of 2,000 from one in seven", () => {
    expect(isAboveChance(0.143, 2000, 1 / 7)).toBe(false);
  });

  test("compares with the majority class, not with 1/C", () => {
    expect([isAboveChance(0.42, 1000, 0.42), isAboveChance(0.42, 1000, 1 / 9)]).toEqual([false, true]);
  });

  test("believes a clear gain on many examples and doubts it on few", () => {
    expect([isAboveChance(0.6, 1000, 0.5), isAboveChance(0.6, 10, 0.5)]).toEqual([true, false]);
  });
});

describe("accuracyInterval", () => {
  // scipy 1.17.1, binomtest(k, n).proportion_ci(method="wilson")
  test.each([
    [8, 10, 0.4901624715366418, 0.9433178485456248],
    [0, 5, 0, 0.43448246478317476],
    [6880, 7600, 0.8984729240483057, 0.9116439140472871],
  ])("is Wilson's for %i of %i", (successes, examples, low, high) => {
    const [lower, upper] = accuracyInterval(successes / examples, examples);

    expect(lower).toBeCloseTo(low, 12);
    expect(upper).toBeCloseTo(high, 12);
  });
});
