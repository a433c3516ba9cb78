import { expect, test } from "vitest";
import { FORMAT_VERSION } from "../../src/files/manifest.ts";
import { migrateConfig } from "../../src/files/migrations/migrate-config.ts";
import { v1ToV2 } from "../../src/files/migrations/v1-to-v2.ts";
import { v2ToV3 } from "../../src/files/migrations/v2-to-v3.ts";

test("format 1: the classifier's configuration was not named after its kind, and class names were label names", () => {
  const old = { classifier: { hiddenSize: 4 }, labelNames: ["a", "b"], maxLength: 9, readPadding: true };

  expect(v1ToV2(old)).toEqual({
    classNames: ["a", "b"],
    maxLength: 9,
    readPadding: true,
    lstm: { hiddenSize: 4 },
  });
});

test("format 2: how texts are cut stood beside the LSTM, not in it", () => {
  const old = { classNames: ["a", "b"], maxLength: 9, readPadding: true, lstm: { hiddenSize: 4 } };

  expect(v2ToV3(old)).toEqual({ classNames: ["a", "b"], lstm: { maxLength: 9, readPadding: true, hiddenSize: 4 } });
});

test("format 2: what stood beside the LSTM counts, whatever stood in it", () => {
  const old = {
    maxLength: 9,
    readPadding: true,
    lstm: { maxLength: 256, readPadding: false, hiddenSize: 4 },
  };

  expect(v2ToV3(old)).toEqual({ lstm: { maxLength: 9, readPadding: true, hiddenSize: 4 } });
});

test("format 2: a length in the LSTM alone is none", () => {
  expect(v2ToV3({ lstm: { maxLength: 256, readPadding: false } })).toStrictEqual({
    lstm: { maxLength: undefined, readPadding: undefined },
  });
});

test("an older format goes through all steps", () => {
  const old = { classifier: { hiddenSize: 4 }, labelNames: ["a", "b"], maxLength: 9, readPadding: true };

  expect(migrateConfig(old, 1)).toEqual({
    classNames: ["a", "b"],
    lstm: { maxLength: 9, readPadding: true, hiddenSize: 4 },
  });
});

test("leaves the newest format as it is", () => {
  const config = { classNames: ["a"], lstm: {} };

  expect(migrateConfig(config, FORMAT_VERSION)).toBe(config);
});
