import { describe, expect, test } from "vitest";
import { type Eigen, symmetricEigen } from "../../src/vectors/symmetric-eigen.ts";

describe.each([
  { name: "a full matrix", matrix: [4, 1, -2, 0.5, 1, 3, 0, 1, -2, 0, -1, 2, 0.5, 1, 2, 0], n: 4 },
  { name: "one with a repeated eigenvalue", matrix: [2, 1, 1, 1, 2, 1, 1, 1, 2], n: 3 },
  { name: "one that is not of full rank", matrix: [1, 2, 3, 2, 4, 6, 3, 6, 9], n: 3 },
  { name: "zeros", matrix: [0, 0, 0, 0], n: 2 },
])("of $name", ({ matrix, n }) => {
  const eigen = symmetricEigen(Float64Array.from(matrix), n);
  const columns = Array.from({ length: n }, (_, j) => column(eigen, n, j));

  test("the matrix stretches each vector by its value", () => {
    columns.forEach((vector, j) => {
      for (let i = 0; i < n; i++) {
        expect(dot(matrix.slice(i * n, (i + 1) * n), vector)).toBeCloseTo(eigen.values[j]! * vector[i]!, 10);
      }
    });
  });

  test("the vectors have length 1 and stand at right angles", () => {
    columns.forEach((a, i) => {
      columns.forEach((b, j) => {
        expect(dot(a, b)).toBeCloseTo(i === j ? 1 : 0, 10);
      });
    });
  });

  test("the values descend", () => {
    expect([...eigen.values]).toEqual([...eigen.values].sort((a, b) => b - a));
  });
});

test("finds an eigenvalue as often as it is repeated", () => {
  const { values } = symmetricEigen(Float64Array.of(2, 1, 1, 1, 2, 1, 1, 1, 2), 3);

  [4, 1, 1].forEach((expected, j) => {
    expect(values[j]).toBeCloseTo(expected, 10);
  });
});

test("orders the entries of a diagonal matrix", () => {
  const { values, vectors } = symmetricEigen(Float64Array.of(-1, 0, 0, 0, 5, 0, 0, 0, 2), 3);

  expect([...values]).toEqual([5, 2, -1]);
  expect([...vectors]).toEqual([0, 0, 1, 1, 0, 0, 0, 1, 0]);
});

test("takes a single number for its eigenvalue", () => {
  expect(symmetricEigen(Float64Array.of(-3), 1)).toEqual({ values: Float64Array.of(-3), vectors: Float64Array.of(1) });
});

test("leaves the matrix as it is", () => {
  const matrix = Float64Array.of(2, 1, 1, 2);

  symmetricEigen(matrix, 2);

  expect([...matrix]).toEqual([2, 1, 1, 2]);
});

function column({ vectors }: Eigen, n: number, j: number): number[] {
  return Array.from({ length: n }, (_, i) => vectors[i * n + j]!);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}
