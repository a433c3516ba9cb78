import { expect, test } from "vitest";
import { checkTokens } from "../../src/checks/check-tokens.ts";

const fine = { truncatedShare: 0.2, droppedShare: 0.01, unknownRate: 0.02 };

test("passes what fits, whatever the rate in train", () => {
  expect(checkTokens({ train: { ...fine, unknownRate: 1 }, test: fine }, 256)).toMatchObject([
    { code: "DATA_TRUNCATED", status: "pass" },
    { code: "DATA_UNSEEN_WORDS", status: "pass", message: "2.0 % of the test tokens are not in the vocabulary" },
  ]);
});

test("warns when a tenth of the tokens is cut, and when every seventh is unknown", () => {
  const poor = { truncatedShare: 0.9, droppedShare: 0.5, unknownRate: 0.2 };

  expect(checkTokens({ train: fine, validation: poor }, 16)).toMatchObject([
    { status: "warn", message: "90.0 % of the texts are longer than 16 tokens; 50.0 % of the tokens are cut" },
    { status: "warn", message: "20.0 % of the validation tokens are not in the vocabulary" },
  ]);
});

test("has nothing to compare without other splits", () => {
  expect(checkTokens({ train: fine }, 256)[1]).toMatchObject({
    status: "pass",
    message: "no split to compare with train",
  });
});
