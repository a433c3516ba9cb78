import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import {
  type EpochScores,
  evaluatePrediction,
  type PredictionTable,
  type Report,
  type Scored,
} from "../../src/index.ts";
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
    training: { history: [], bestEpoch: 0, isBest: false },
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
  const page = await render({ ...report, training: { history, bestEpoch: 2, isBest: true } });

  expect(page).toContain('<th class="n">train macroF1</th><th class="n">validation loss</th>');
  expect(page).toContain('<td class="n">2 (best)</td><td class="n">0.5000</td><td class="n">0.5000</td>');
  expect(page).toContain('aria-label="loss by epoch"');
});

describe("comparison", () => {
  const scored: Scored = { accuracy: 0.875, accuracyInterval: [0.5291, 0.9776], macroF1: 0.8667, loss: 0.31 };

  test("shows how others do on the same examples, in the order given", async () => {
    const report = createReport(["sport", "economy"], ["", ""]);
    const page = await render({
      ...report,
      comparison: [
        ["this model", report.evaluation],
        ["baseline", scored],
      ],
    });

    expect(page).toContain(
      '<tr><th>on the test rows</th><th class="n">accuracy, %</th><th class="n">95 % interval</th><th class="n">macro F1</th><th class="n">loss</th></tr>',
    );
    expect(page).toMatch(/<td>this model<\/td><td class="n">50\.0<\/td>.*\n<tr><td>baseline<\/td>/);
    expect(page).toContain(
      '<td>baseline</td><td class="n">87.5</td><td class="n">52.9 to 97.8</td><td class="n">0.867</td><td class="n">0.3100</td></tr>',
    );
  });

  test("escapes names", async () => {
    const report = createReport(["sport", "economy"], ["", ""]);
    const page = await render({ ...report, comparison: [["<img src=x> & \u202e'others'", scored]] });

    expect(page).not.toMatch(/<img|\u202e/u);
    expect(page).toContain("<td>&lt;img src=x&gt; &amp; \\u{202e}&#39;others&#39;</td>");
  });

  test.each([{}, { comparison: undefined }, { comparison: [] }])("shows none for %o", async (given) => {
    const page = await render({ ...createReport(["sport", "economy"], ["", ""]), ...given });

    expect(page).not.toContain("on the test rows");
    // classes, confusion, epochs, errors, settings
    expect(page.match(/<table>/g)).toHaveLength(5);
  });
});

describe("folds", () => {
  const validation = { loss: 2, macroF1: 0.25 };
  const outOfFold = { loss: 4, macroF1: 0.75 };
  const renderEpochs = (scores: Omit<EpochScores, "epoch" | "train">): Promise<string> => {
    const history = [1, 2].map((epoch) => ({ epoch, train: { loss: 1 / epoch, macroF1: 0.5 }, ...scores }));
    return render({
      ...createReport(["sport", "economy"], ["", ""]),
      training: { history, bestEpoch: 2, isBest: true },
    });
  };

  test("are the last columns of the epochs", async () => {
    const page = await renderEpochs({ validation, outOfFold });

    expect(page).toContain(
      '<th class="n">validation macroF1</th><th class="n">out-of-fold loss</th><th class="n">out-of-fold macroF1</th></tr>',
    );
    expect(page).toContain(
      '<td class="n">0.2500</td><td class="n">4.0000</td><td class="n">0.7500</td></tr>\n<tr><td class="n">2 (best)</td>',
    );
  });

  test("have columns without a validation split", async () => {
    const page = await renderEpochs({ outOfFold });

    expect(page).toContain('<th class="n">train macroF1</th><th class="n">out-of-fold loss</th>');
    expect(page).not.toContain("validation");
  });

  test("have a curve of their own, with a label below the others", async () => {
    const page = await renderEpochs({ validation, outOfFold });
    const labels = [...page.matchAll(/y="(\d+)" fill="(#\w+)" text-anchor="end">(.*?) loss</g)];

    expect(labels.map(([, y, , name]) => [name, y])).toEqual([
      ["train", "16"],
      ["validation", "34"],
      ["out-of-fold", "52"],
    ]);
    expect(new Set(labels.map(([, , color]) => color)).size).toBe(3);
    // The largest loss is at the top of the picture, 36 below its edge.
    expect(page).toContain(`<polyline points="36.0,36.0 604.0,36.0" fill="none" stroke="${labels[2]![2]}"`);
  });

  test("take the second curve's place without a validation split", async () => {
    const page = await renderEpochs({ outOfFold });

    expect(page.match(/<polyline/g)).toHaveLength(2);
    expect(page).toMatch(/y="34" fill="#\w+" text-anchor="end">out-of-fold loss</);
  });

  test("leave no trace where there are none", async () => {
    const page = await renderEpochs({ validation });

    expect(page.match(/<polyline/g)).toHaveLength(2);
    expect(page).not.toContain("out-of-fold");
  });
});
