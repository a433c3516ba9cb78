import { expect, test } from "vitest";
import { permutationPValue } from "../../src/chance/permutation-test.ts";
import { uniform } from "../../src/chance/uniform.ts";
import { evaluateLabels, LabelSets } from "../../src/index.ts";

const sets = new LabelSets(3, [[], [0], [1], [0, 2]]);
const random = uniform(5);
const draw = (n: number): Int32Array => Int32Array.from({ length: n }, () => Math.floor(random() * 4));

test("answers that belong to their texts are above chance, though always giving none is right more often", () => {
  const gold = Int32Array.from({ length: 200 }, (_, i) => (i % 10 === 0 ? 1 : 0));
  // Finds each text of the class, and takes as many others for it.
  const labels = gold.map((label, i) => (i % 5 === 1 ? 1 : label));
  const evaluation = evaluateLabels(labels, gold, 3, sets);

  expect(evaluation.accuracy).toBeLessThan(evaluation.majorityRate);
  expect(evaluation).toMatchObject({ chancePValue: 0.001, aboveChance: true });
});

test("noise is called more than chance about as often as the level says", () => {
  const pValues = Array.from({ length: 200 }, () => permutationPValue(draw(40), draw(40), sets));

  expect(pValues.filter((p) => p < 0.05).length).toBeLessThan(20);
  expect(pValues.filter((p) => p < 0.5).length).toBeGreaterThan(60);
});

test("a constant answer tells nothing", () => {
  expect(permutationPValue(new Int32Array(50).fill(3), draw(50), sets)).toBe(1);
});
