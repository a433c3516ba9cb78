import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { savePredictions } from "../../src/node.ts";

const table = {
  textColumn: "title",
  texts: ["Gol, al final", "Sube el dólar", "Sin etiqueta"],
  classNames: ["deportes", "economía"],
  gold: Int32Array.of(0, 1, -1),
  prediction: { probs: Float32Array.of(0.75, 0.25, 0.625, 0.375, 0.5, 0.5), labels: Int32Array.of(0, 0, 0) },
};

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "evaluation-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test("writes every example to predictions.csv", async () => {
  const folder = makeFolder();

  await savePredictions(folder, table);

  expect(readFileSync(join(folder, "predictions.csv"), "utf8")).toBe(
    [
      "title,gold,predicted,probability,probability:deportes,probability:economía",
      '"Gol, al final",deportes,deportes,0.7500,0.75,0.25',
      "Sube el dólar,economía,deportes,0.6250,0.625,0.375",
      "Sin etiqueta,,deportes,0.5000,0.5,0.5",
      "",
    ].join("\n"),
  );
});

test("writes the labelled examples that are wrong to errors.csv and counts them", async () => {
  const folder = makeFolder();

  expect(await savePredictions(folder, table)).toBe(1);

  expect(readFileSync(join(folder, "errors.csv"), "utf8")).toBe(
    "title,gold,predicted,probability\nSube el dólar,economía,deportes,0.6250\n",
  );
});

test("more than fifty classes have no column each", async () => {
  const folder = makeFolder();
  const classNames = Array.from({ length: 51 }, (_, c) => `c${c}`);
  const prediction = { probs: new Float32Array(51).fill(1 / 51), labels: Int32Array.of(0) };
  await savePredictions(folder, { textColumn: "text", texts: ["a"], classNames, gold: Int32Array.of(0), prediction });

  expect(readFileSync(join(folder, "predictions.csv"), "utf8")).toBe(
    "text,gold,predicted,probability\na,c0,c0,0.0196\n",
  );
});

test("rejects texts of another split", async () => {
  await expect(savePredictions("unused", { ...table, texts: [] })).rejects.toThrow(
    new RangeError("savePredictions: expected 3 texts and gold labels, got 0 and 3"),
  );
});

test("writes tables of any length", async () => {
  const folder = makeFolder();
  const numRows = 2500;

  await savePredictions(folder, {
    textColumn: "text",
    texts: Array.from({ length: numRows }, (_, i) => `text ${i}`),
    classNames: ["a", "b"],
    gold: new Int32Array(numRows),
    prediction: { probs: new Float32Array(2 * numRows).fill(0.5), labels: new Int32Array(numRows) },
  });

  const lines = readFileSync(join(folder, "predictions.csv"), "utf8").split("\n");
  expect([lines.length, lines[1], lines[2500], lines[2501]]).toEqual([
    2502,
    "text 0,a,a,0.5000,0.5,0.5",
    "text 2499,a,a,0.5000,0.5,0.5",
    "",
  ]);
});
