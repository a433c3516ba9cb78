import { expect, test } from "vitest";
import { type ClassifierConfig, createClassifier, type NewsclfError } from "../../src/index.ts";
import { checkConfig } from "../../src/lstm/config.ts";
import { SMALL } from "../_small.ts";

test.each([
  [{ hiddenSize: 0 }, "hiddenSize: expected integer 1..4096, found 0"],
  [{ numClasses: 1 }, "numClasses: expected integer 2..65536, found 1"],
  [{ bidirectional: "yes" }, 'bidirectional: expected one of true, false, found "yes"'],
  [{ pooling: undefined }, "pooling: expected one of last, mean, max, found undefined"],
  [{ dropoutRate: 1 }, "dropoutRate: expected a fraction in [0, 1), found 1"],
  [{ headSizes: 3 }, "headSizes: expected a list of sizes, found 3"],
  [{ headSizes: [4, -1] }, "headSizes[1]: expected integer 1..65536, found -1"],
])("refuses %j", (change, message) => {
  const config = { ...SMALL, ...change } as ClassifierConfig;

  expect(() => createClassifier(config, 1)).toThrow(expect.objectContaining({ code: "CONFIG", message }));
});

test("a front end can write the setting in its own form", () => {
  let error: unknown;
  try {
    checkConfig({ ...SMALL, headSizes: [4, -1] });
  } catch (thrown) {
    error = thrown;
  }

  expect((error as NewsclfError).describe(({ setting }) => `<${setting}>`).message).toBe(
    "<headSizes>[1]: expected integer 1..65536, found -1",
  );
});

test("keeps the settings of a classifier and no others", () => {
  expect(checkConfig({ ...SMALL, learningRate: 1 } as ClassifierConfig)).toEqual(SMALL);
});
