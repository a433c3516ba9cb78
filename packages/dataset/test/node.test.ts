import { expect, test } from "vitest";
import * as node from "../src/node.ts";

test("exports these names and no others", () => {
  expect(Object.keys(node).sort()).toEqual([
    "encodeParquet",
    "hubOptionsFromEnv",
    "readExamples",
    "readLines",
    "readWordVectors",
    "streamExamples",
  ]);
});
