import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  LabelSets,
  METRICS,
  type Metric,
  measure,
  measureAll,
  type Prediction,
  predictionOfSets,
} from "../../src/index.ts";

interface Case {
  readonly name: string;
  readonly numClasses: number;
  readonly gold: readonly number[];
  readonly probs: readonly number[];
  readonly scores: Readonly<Record<string, number>>;
}

interface SetCase extends Omit<Case, "gold"> {
  readonly gold: readonly (readonly number[])[];
  readonly threshold: number;
}

/** Of scikit-learn.py. */
const { cases, setCases } = JSON.parse(readFileSync(new URL("scikit-learn.json", import.meta.url), "utf8")) as {
  cases: Case[];
  setCases: SetCase[];
};

function named(name: string): Metric {
  return METRICS.find((metric) => metric.name === name)!;
}

function predictionOf({ probs, numClasses }: Case, from = 0, to: number = probs.length / numClasses): Prediction {
  const own = Float32Array.from(probs.slice(from * numClasses, to * numClasses));
  const labels = Int32Array.from({ length: to - from }, (_, i) => {
    const row = own.subarray(i * numClasses, (i + 1) * numClasses);
    return row.indexOf(Math.max(...row));
  });
  return { probs: own, labels };
}

describe.each(cases)("$name", (given) => {
  const gold = Int32Array.from(given.gold);

  test.each(Object.entries(given.scores))("%s is what scikit-learn says", (name, expected) => {
    const value = measure(named(name), predictionOf(given), gold, given.numClasses);

    expect(Math.abs(value - expected)).toBeLessThan(1e-9);
  });

  test.each(METRICS)("$name adds up over batches, and goes on from what was saved", (metric) => {
    const add = (accumulator: ReturnType<Metric["start"]>, from: number, to: number): void =>
      accumulator.add(predictionOf(given, from, to), gold.subarray(from, to));
    const first = metric.start(given.numClasses);
    add(first, 0, 7);
    const saved = JSON.parse(JSON.stringify(first.save()));
    add(first, 7, 9);
    const second = metric.start(given.numClasses);
    second.restore(saved);
    add(second, 7, 20);
    add(second, 20, gold.length);

    expect(second.value()).toBeCloseTo(measure(metric, predictionOf(given), gold, given.numClasses), 12);
  });
});

describe.each(setCases)("$name", ({ numClasses, gold: ofRows, probs, threshold, scores }) => {
  const sets = new LabelSets(numClasses);
  const gold = Int32Array.from(ofRows, (classes) => sets.idOf(classes));
  const logits = probs.map((p) => Math.log(p / (1 - p)));
  const prediction = {
    ...predictionOfSets(logits, sets, new Array<number>(numClasses).fill(threshold)),
    probs: Float32Array.from(probs),
  };

  test.each(Object.entries(scores))("%s is what scikit-learn says", (name, expected) => {
    const value = measure(named(name), prediction, gold, numClasses, sets);

    expect(Math.abs(value - expected)).toBeLessThan(1e-9);
  });

  test("every metric of sets is compared", () => {
    expect(Object.keys(scores).sort()).toEqual(Object.keys(measureAll(prediction, gold, numClasses, sets)).sort());
  });
});

test("every metric is compared", () => {
  const compared = new Set(cases.flatMap(({ scores }) => Object.keys(scores)));

  expect([...compared].sort()).toEqual(METRICS.map(({ name }) => name).sort());
});

test("one side that is constant says nothing", () => {
  const prediction = { probs: Float32Array.of(1, 0, 1, 0), labels: Int32Array.of(0, 0) };

  expect(measure(METRICS.find(({ name }) => name === "matthews")!, prediction, Int32Array.of(0, 1), 2)).toBe(0);
});
