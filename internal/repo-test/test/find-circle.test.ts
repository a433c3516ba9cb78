import { expect, test } from "vitest";
import { findCircle } from "../src/find-circle.ts";

test("shows the way round", () => {
  const graph = new Map([
    ["start", ["a"]],
    ["a", ["leaf", "b"]],
    ["b", ["c"]],
    ["c", ["a"]],
  ]);

  expect(findCircle(graph)).toEqual(["a", "b", "c", "a"]);
});

test("takes two ways to one thing for no circle", () => {
  const graph = new Map([
    ["a", ["b", "c"]],
    ["b", ["d"]],
    ["c", ["d"]],
  ]);

  expect(findCircle(graph)).toEqual([]);
});
