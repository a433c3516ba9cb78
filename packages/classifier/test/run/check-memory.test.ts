import { DEFAULT_CLASSIFIER_CONFIG } from "@newsclf/model";
import { expect, test } from "vitest";
import { checkMemory } from "../../src/run/check-memory.ts";

const config = { ...DEFAULT_CLASSIFIER_CONFIG, vocabSize: 1_000_000, embeddingSize: 1000, numClasses: 2 };

test("says how much memory training needs, and what the machine has", () => {
  expect(() => checkMemory(config, 4, 24e9)).toThrow(
    /^a model of 1,000,\d{3},\d{3} parameters needs 80\.\d GB to train 4 times at once; this machine has 24\.0 GB$/,
  );
});

test("lets pass what fits, and what nobody knows the memory for", () => {
  expect(() => checkMemory(config, 1, 24e9)).not.toThrow();
  expect(() => checkMemory(config, 4)).not.toThrow();
});

test("refuses a model that could not be read back", () => {
  expect(() => checkMemory({ ...config, embeddingSize: 1100 }, 1)).toThrow(
    /^a model has at most 1,073,741,823 parameters, and this one would have 1,10\d,\d{3},\d{3}$/,
  );
});
