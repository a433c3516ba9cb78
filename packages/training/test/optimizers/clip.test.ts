import { expect, test } from "vitest";
import { clipScale } from "../../src/index.ts";
import recorded from "./fixtures/adamw.json" with { type: "json" };

test.each(recorded.steps)("scales a norm of $norm as PyTorch does", ({ gradients, clipped, norm }) => {
  const scale = clipScale(norm, recorded.maxNorm);

  expect(gradients[0]![0]! * scale).toBeCloseTo(clipped[0]![0]!, 6);
});

test("leaves gradients alone without a limit", () => {
  expect(clipScale(1e9)).toBe(1);
});
