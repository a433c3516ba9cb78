import { expect, test } from "vitest";
import { range } from "../../src/rng.ts";
import { check, makeRelated } from "./_reports.ts";

const { texts, labelNames } = makeRelated(100, 1);
const withRows = (...added: [string, string][]) => ({
  texts: [...texts, ...added.map(([text]) => text)],
  labelNames: [...labelNames, ...added.map(([, label]) => label)],
});
const [first, second] = [texts[0]!, texts[1]!];

test("counts texts that are there again, whatever their case, space and Unicode form", () => {
  const examples = withRows(
    [`  ${first.toUpperCase()}`, labelNames[0]!],
    [second.replace("a", "a\u00ad"), labelNames[1]!],
  );

  expect(check(examples, "DATA_DUPLICATE")).toMatchObject({ status: "warn", rows: [100, 101] });
  expect(check(examples, "DATA_NEAR_DUPLICATE").numRows).toBe(0);
});

test("counts texts that are nearly there again", () => {
  const examples = withRows([`${first} x`, labelNames[0]!], [`${second}.`, labelNames[1]!]);

  expect(check(examples, "DATA_NEAR_DUPLICATE")).toMatchObject({ status: "warn", rows: [100, 101] });
  expect(check(examples, "DATA_DUPLICATE").numRows).toBe(0);
});

test("lets one repetition in a hundred rows pass", () => {
  expect(check(withRows([first, labelNames[0]!]), "DATA_DUPLICATE")).toMatchObject({ status: "pass", numRows: 1 });
});

test("warns of a text under two labels and names its rows", () => {
  expect(check(withRows([first, "other"]), "DATA_CONFLICT")).toMatchObject({
    status: "warn",
    message: "1 text carries more than one label",
    rows: [0, 100],
  });
});

test("warns of texts on both sides of a split, nearly equal ones apart", () => {
  const examples = withRows([first, labelNames[0]!], [second, labelNames[1]!], [`${second} x`, labelNames[1]!]);
  const splits = { train: range(100), validation: Int32Array.of(101), test: Int32Array.of(100, 102) };

  expect(check(examples, "DATA_LEAK", { splits })).toMatchObject({
    status: "warn",
    message: "1 test text and 1 validation text also in train",
    rows: [100, 101],
  });
  expect(check(examples, "DATA_NEAR_LEAK", { splits })).toMatchObject({ status: "warn", rows: [102] });
});

test("finds no leak inside one split", () => {
  const examples = withRows([first, labelNames[0]!]);
  const splits = {
    train: range(101).filter((row) => row > 1 && row < 100),
    validation: range(0),
    test: Int32Array.of(0, 100),
  };

  expect(check(examples, "DATA_LEAK", { splits }).status).toBe("pass");
});
