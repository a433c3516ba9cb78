import { expect, test } from "vitest";
import { parseSoftLabel, softLabelText } from "../src/index.ts";
import { readExamples } from "../src/node.ts";
import { write } from "./read/_files.ts";

const half = [
  { label: "a", probability: 0.5 },
  { label: "b", probability: 0.25 },
];

test("shares come back from their text, divided by their sum", () => {
  expect(parseSoftLabel(softLabelText(half)!)).toEqual([
    { label: "a", probability: 2 / 3 },
    { label: "b", probability: 1 / 3 },
  ]);
});

test.each(["sport", "[{}]", "[{", '[{"label":"a"}]', '[{"label":"a","probability":2}]', '["a"]', ""])(
  "%j is the name of a class",
  (text) => {
    expect(parseSoftLabel(text)).toBeUndefined();
  },
);

test.each([
  null,
  "a",
  [],
  ["a"],
  [{ label: "a" }],
  [{ label: " ", probability: 1 }],
  [{ label: "a", probability: -1 }],
])("%j are no shares", (value) => {
  expect(softLabelText(value)).toBeUndefined();
});

test.each([
  ['[{"label":"a","probability":0}]', "all probabilities are 0"],
  ['[{"label":"a","probability":1},{"label":"a","probability":1}]', '"a" is there twice'],
])("refuses %s", (text, message) => {
  expect(() => parseSoftLabel(text)).toThrow(message);
});

test("JSON Lines may hold lists of shares where labels are, if that is asked for", async () => {
  const file = await write("soft.jsonl", `${JSON.stringify({ text: "x", label: half })}\n{"text":"y","label":"b"}\n`);
  const { examples } = await readExamples(file, { labelLists: true });

  expect(examples.labelNames.map(parseSoftLabel)).toEqual([parseSoftLabel(JSON.stringify(half)), undefined]);
  await expect(readExamples(file)).rejects.toMatchObject({ code: "DATA_NESTED" });
});

test("shares in a column that is not the label are refused", async () => {
  const file = await write("text.jsonl", `${JSON.stringify({ text: half, label: "a" })}\n`);

  await expect(readExamples(file, { labelLists: true })).rejects.toMatchObject({ code: "DATA_NESTED" });
});
