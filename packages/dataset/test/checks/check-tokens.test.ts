import { expect, test } from "vitest";
import { checkTokens, isUnspaced, writeSentence } from "../../src/index.ts";

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

test("advises to find words where a script has no blanks between them", () => {
  const unseen = checkTokens(
    { train: fine, test: { ...fine, unknownRate: 1 } },
    256,
    isUnspaced(["球队今天赢得了比赛 2:1"]),
  );

  expect(writeSentence(unseen[1]!.fix!)).toBe('segmentation: "dictionary": these texts have no blanks between words');
  expect([["el gato"], ["เขายิงประตู"], ["決勝 the final match"], []].map(isUnspaced)).toEqual([
    false,
    true,
    false,
    false,
  ]);
});
