import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { evaluatePrediction, type PredictionTable, type Report } from "../../src/index.ts";
import { saveReport } from "../../src/node.ts";

/** Two texts, both called class 1 of the given names. */
function createReport(classNames: readonly string[], texts: readonly string[]): Report {
  const numClasses = classNames.length;
  const gold = Int32Array.of(0, 1);
  const probs = new Float32Array(2 * numClasses);
  probs[1] = probs[numClasses + 1] = 1;
  const predictions: PredictionTable = {
    ...{ textColumn: "text", texts, classNames, gold },
    prediction: { probs, labels: Int32Array.of(1, 1) },
  };
  return {
    title: "news.csv",
    verdict: ["Test accuracy 50.0 %"],
    settings: { seed: 1, maxGradNorm: undefined },
    training: { history: [], bestEpoch: 0 },
    evaluation: evaluatePrediction(predictions.prediction, gold, numClasses),
    predictions,
  };
}

async function render(report: Report): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "evaluation-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  await saveReport(folder, report);
  return readFileSync(join(folder, "report.html"), "utf8");
}

test("shows the wrong texts and leaves the right ones out", async () => {
  const page = await render(createReport(["sport", "economy"], ["a wrong one", "a right one"]));

  expect(page).toContain('<td class="n">1.000</td><td>sport</td><td>economy</td><td>a wrong one</td>');
  expect(page).not.toContain("a right one");
});

test("escapes markup, and characters that turn text around", async () => {
  const page = await render(createReport(["<b>", "\u202ertl"], ['<script>alert("x")</script>', ""]));

  expect(page).not.toMatch(/<script|<b>|\u202e/u);
  expect(page).toContain("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;");
  expect(page).toContain("\\u{202e}rtl");
});

test("shows a matrix of few classes", async () => {
  const page = await render(createReport(["sport", "economy"], ["", ""]));

  expect(page).toContain('<tr><td>sport</td><td class="n">0</td><td class="n">1</td></tr>');
});

test("lists the confusions of many classes", async () => {
  const names = Array.from({ length: 500 }, (_, c) => `class ${c}`);
  const page = await render(createReport(names, ["", ""]));

  expect(page).toContain('<tr><td class="n">1</td><td>class 0</td><td>class 1</td></tr>');
  expect(page.length).toBeLessThan(100_000);
});

test("shows the epochs with whatever was measured, the best one marked", async () => {
  const history = [1, 2].map((epoch) => ({ epoch, train: { loss: 1 / epoch, macroF1: 0.5 }, validation: { loss: 2 } }));
  const report = createReport(["sport", "economy"], ["", ""]);
  const page = await render({ ...report, training: { history, bestEpoch: 2 } });

  expect(page).toContain('<th class="n">train macroF1</th><th class="n">validation loss</th>');
  expect(page).toContain('<td class="n">2 (best)</td><td class="n">0.5000</td><td class="n">0.5000</td>');
  expect(page).toContain('aria-label="loss by epoch"');
});
