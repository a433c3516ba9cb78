// Runs each program as a person would, in a folder of its own.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";

const EXAMPLES = fileURLToPath(new URL("..", import.meta.url));

const folder = mkdtempSync(join(tmpdir(), "newsclf-examples-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the README names every program", () => {
  const programs = readdirSync(EXAMPLES).filter((file) => file.endsWith(".mjs"));
  const readme = readFileSync(join(EXAMPLES, "README.md"), "utf8");

  expect([...readme.matchAll(/node examples\/(\S+\.mjs)/g)].map(([, file]) => file).sort()).toEqual(programs.sort());
});

test("train-from-memory labels a text", () => {
  const output = run("train-from-memory");

  expect(output).toContain("Test accuracy");
  expect(output).toContain("label: 'sport'");
});

test("train-from-file is better than chance, and labels with the model that it saved", () => {
  const output = run("train-from-file");

  expectBetterThanChance(output);
  for (const file of ["config.json", "model", "report.html"]) expect(output).toContain(`'${file}'`);
  expect(probabilitiesOf(output)).toHaveLength(3);
});

test("tokenizer-alone encodes, decodes, and reads what it saved", () => {
  const output = run("tokenizer-alone");

  expect(output).toContain("ids [ 2, 3, 4, 1 ]\ndecoded el gato come [UNK]\n");
  expect(output).toContain("padded [ 2, 6, 0, 0, 0, 0 ]\n");
  expect(output).toMatch(/loaded .*tokenizer\.json \[ 2, 6, 5 \]\n$/);
});

test("dataset-alone reads, splits, checks and makes batches", () => {
  const output = run("dataset-alone");

  expect(output).toContain("read 3000 kept 2956 dropped { ROW_EMPTY_TEXT: 15, ROW_EMPTY_LABEL: 29 }\n");
  expect(output).toContain("splits 2365 296 295\nchecks pass\nbatches 74");
});

test("notebook-tour goes through every cell of the notebook", () => {
  const output = run("notebook-tour");

  expect(output).toMatch(/^newsclf \S+, node v\S+\nengine \S+/);
  expect(output).toContain("2956 rows in 7 classes: Ciencia, Deportes");
  expect(output).toContain("title: 'Córdoba debate sobre el desempleo juvenil'");
  expect(output).toContain("tokens { shortest: 19, longest: 72,");
  expect(output).toMatch(/vocabulary of \d+ tokens\n +\[PAD\] \[UNK\] de la/);
  expect(output).toContain("decoded según la gaceta del valle");
  expect(output).toContain("train 2365\nvalidation 296\ntest 295\n");
  expect(output).toMatch(/total +163,143/);
  expect(output.match(/^epoch \d/gm)).toEqual(["epoch 1", "epoch 2", "epoch 3", "epoch 4"]);
  expect(output).toMatch(/tensorboard --logdir .*\[\s*'events\.out\.tfevents/);
  expectBetterThanChance(output);
  const [predictions, errors] = tablesOf(output);
  expect(predictions).toHaveLength(10);
  expect(errors!.length).toBeGreaterThan(0);
  for (const { gold, predicted } of errors!) expect(predicted).not.toBe(gold);
});

/** @returns What it printed; an exit status other than 0 is an error with what it wrote to stderr. */
function run(name: string): string {
  // Programs print in colour where this is set, and keep their files in the system's temporary folder.
  const env = { ...process.env, FORCE_COLOR: "0", TMPDIR: folder, TEMP: folder, TMP: folder };
  return execFileSync(process.execPath, [join(EXAMPLES, `${name}.mjs`)], {
    ...{ cwd: folder, env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] },
  });
}

/** Three times as often right as whoever always names the most frequent class. */
function expectBetterThanChance(output: string): void {
  const accuracy = Number(/Test accuracy ([\d.]+) %/.exec(output)?.[1]);
  const majorityRate = Number(/most frequent class: ([\d.]+) %/.exec(output)?.[1]);

  expect(accuracy).toBeGreaterThan(3 * majorityRate);
}

function probabilitiesOf(output: string): number[] {
  return [...output.matchAll(/probability: ([\d.e-]+)/g)].map(([, number]) => Number(number));
}

/** The rows of each `console.table` of predictions. */
function tablesOf(output: string): { gold: string; predicted: string }[][] {
  return [...output.matchAll(/├.*\n((?:│.*\n)+)└/g)].map(([, rows]) =>
    rows!
      .trimEnd()
      .split("\n")
      .map((row) => {
        const cells = row.split("│").map((cell) => cell.trim());
        return { gold: cells[3]!, predicted: cells[4]! };
      }),
  );
}
