import { DEFAULT_CLASSIFIER_CONFIG } from "@newsclf/model";
import { expect, test } from "vitest";
import { type GivenSettings, parseConfigFile, resolveSettings } from "../../src/settings.ts";

test("gives every setting a value", () => {
  expect(resolveSettings()).toMatchObject({ preset: "default", learningRate: 4e-3, splitColumn: null });
});

test("has the model's own defaults", () => {
  expect(resolveSettings()).toMatchObject(DEFAULT_CLASSIFIER_CONFIG);
});

test("prefers what was given to the config file, and that to the preset", () => {
  const config: GivenSettings = { preset: "notebook", batchSize: 8, numEpochs: 2 };

  expect(resolveSettings(config, { batchSize: 16, numEpochs: undefined })).toMatchObject({
    ...{ preset: "notebook", batchSize: 16, numEpochs: 2, maxLength: 512 },
  });
});

test("forgets the column of a split method that was replaced", () => {
  const config: GivenSettings = { splitMethod: "time", splitColumn: "date" };

  expect(resolveSettings(config, { splitMethod: "random" }).splitColumn).toBeNull();
  expect(resolveSettings(config, { splitMethod: "group" }).splitColumn).toBe("date");
});

test("lets null undo a default", () => {
  expect(resolveSettings({ maxGradNorm: null }).maxGradNorm).toBeNull();
});

test.each<[object, string, string | undefined]>([
  [{ learningRate: -1 }, "learningRate: expected a number of at least 0, found -1", undefined],
  [{ hiddenSize: "64x" }, 'hiddenSize: expected an integer in 1..4096, found "64x"', undefined],
  [{ dropoutRate: 1 }, "dropoutRate: expected a number of at least 0 and below 1, found 1", undefined],
  [{ maxGradNorm: 0 }, "maxGradNorm: expected a number above 0, or none, found 0", undefined],
  [{ split: [0.5, 0.1, 0.1] }, "split: expected three shares such as 80/10/10, found [0.5,0.1,0.1]", undefined],
  [{ pooling: "min" }, 'pooling: expected one of last, mean, max, found "min"', undefined],
  [{ preset: "other" }, 'preset: expected one of default, fast, accurate, notebook, found "other"', undefined],
  [{ parts: [] }, "parts: expected one or more of lstm, ngrams, found []", undefined],
  [{ parts: ["lstm", "lstm"] }, 'parts: expected one or more of lstm, ngrams, found ["lstm","lstm"]', undefined],
  [{ folds: 1 }, "folds: expected an integer in 2..100, or none, found 1", undefined],
  [{ learnignRate: 1 }, 'unknown setting "learnignRate"', "did you mean learningRate?"],
  [{ constructor: 1 }, 'unknown setting "constructor"', undefined],
  [{ zzzzzzzzzz: 1 }, 'unknown setting "zzzzzzzzzz"', "leave it out"],
  [
    { sampling: "class-balanced", maxBatchTokens: 9 },
    'sampling: "class-balanced" and maxBatchTokens were both given',
    "use one of them",
  ],
  [{ splitMethod: "time" }, 'splitMethod: "time" needs a column', 'add splitColumn: "<name>"'],
  [
    { splitColumn: "date" },
    'splitMethod: "stratified" uses no splitColumn',
    'add splitMethod: "time", group or column',
  ],
])("rejects %j", (given, message, fix) => {
  const resolve = (): unknown => resolveSettings(given);

  expect(resolve).toThrow(expect.objectContaining({ code: "CONFIG", message }));
  if (fix !== undefined) expect(resolve).toThrow(expect.objectContaining({ fix }));
});

test("reads a config file, and skips what a run says of itself", () => {
  expect(parseConfigFile('{ "$schema": "x", "batchSize": 8, "run": { "versions": {} } }', "a.json")).toEqual({
    batchSize: 8,
  });
});

test.each([
  ["{", /^no JSON/],
  ["[]", /^expected a JSON object of settings$/],
  ['{ "batchsize": 8 }', /^unknown setting "batchsize"$/],
])("names the config file in errors: %s", (json, message) => {
  expect(() => parseConfigFile(json, "a.json")).toThrow(
    expect.objectContaining({ code: "CONFIG", place: "a.json", message: expect.stringMatching(message) }),
  );
});
