import { expect, test } from "vitest";
import { minimise, type Objective } from "../../src/stack/minimise.ts";

/** Least, 5, at (3, -1); a hundred times as steep in one direction as in the other. */
const quadratic: Objective = ([x, y]) => ({
  value: (x! - 3) ** 2 + 100 * (y! + 1) ** 2 + 5,
  gradient: Float64Array.of(2 * (x! - 3), 200 * (y! + 1)),
});

/** Rosenbrock 1960: a curved valley, least at (1, 1). */
const rosenbrock: Objective = ([x, y]) => ({
  value: (1 - x!) ** 2 + 100 * (y! - x! ** 2) ** 2,
  gradient: Float64Array.of(-2 * (1 - x!) - 400 * x! * (y! - x! ** 2), 200 * (y! - x! ** 2)),
});

test("finds the minimum of a quadratic", () => {
  const [x, y] = minimise(quadratic, Float64Array.of(-20, 40));

  expect(x).toBeCloseTo(3, 6);
  expect(y).toBeCloseTo(-1, 6);
});

test("follows Rosenbrock's valley to its end", () => {
  const [x, y] = minimise(rosenbrock, Float64Array.of(-1.2, 1));

  expect(x).toBeCloseTo(1, 5);
  expect(y).toBeCloseTo(1, 5);
});

test("stays where the gradient is zero", () => {
  expect([...minimise(quadratic, Float64Array.of(3, -1))]).toEqual([3, -1]);
});

test("leaves the start as it is", () => {
  const start = Float64Array.of(0, 0);

  minimise(quadratic, start);

  expect([...start]).toEqual([0, 0]);
});
