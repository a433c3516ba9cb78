import { expect, test } from "vitest";
import { FORMAT_VERSION } from "../../src/files/manifest.ts";
import { migrateConfig } from "../../src/files/migrations/migrate-config.ts";

test("format 1: the classifier's configuration was not named after its kind, and class names were label names", () => {
  const old = { classifier: { hiddenSize: 4 }, labelNames: ["a", "b"], maxLength: 9, readPadding: true };

  expect(migrateConfig(old, 1)).toEqual({
    classNames: ["a", "b"],
    maxLength: 9,
    readPadding: true,
    lstm: { hiddenSize: 4 },
  });
});

test("leaves the newest format as it is", () => {
  const config = { classNames: ["a"], lstm: {} };

  expect(migrateConfig(config, FORMAT_VERSION)).toBe(config);
});
