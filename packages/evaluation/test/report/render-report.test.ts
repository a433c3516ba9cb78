import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { type Report, renderReport } from "../../src/index.ts";
import { saveReport } from "../../src/node.ts";
import { metrics } from "../../src/report/sections/metrics.ts";
import { createFullReport, createReport } from "./_reports.ts";

/** What stands under a heading; undefined where there is none. */
function section(report: Report, id: string): string | undefined {
  const [, text] = renderReport(report).split(`<section id="${id}"`);
  return text?.split("</section>")[0];
}

const titles = (page: string): string[] => [...page.matchAll(/<h2 [^>]*>(.*?)<\/h2>/g)].map(([, title]) => title!);

describe("the page", () => {
  test("is what a folder gets", async () => {
    const folder = mkdtempSync(join(tmpdir(), "evaluation-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    await saveReport(folder, createReport());

    expect(readFileSync(join(folder, "report.html"), "utf8")).toBe(renderReport(createReport()));
  });

  test("has every section that there is something for, and a link to each", () => {
    const page = renderReport(createFullReport(200));

    expect(titles(page)).toEqual([
      ...["Baselines", "Classes", "Confusion", "Errors", "Reliability", "Coverage", "Length of the text", "Metrics"],
      ...["Training", "Learning rate", "Data checks", "Settings"],
    ]);
    const links = [...page.matchAll(/<a href="#([\w-]+)">/g)].map(([, id]) => id!);
    expect(links).toHaveLength(12);
    for (const id of links) expect(page).toContain(`<section id="${id}"`);
  });

  test("leaves out what it is not given", () => {
    expect(titles(renderReport({ ...createReport(), comparison: [], checks: undefined }))).toEqual([
      ...["Classes", "Confusion", "Errors", "Reliability", "Coverage", "Metrics", "Settings"],
    ]);
  });

  test("loads nothing, and forbids it", () => {
    const page = renderReport(createFullReport(200));

    expect(page).toContain(`http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;;`);
    expect(page).not.toMatch(/<script|<link|<img|<iframe|url\(|@import|https?:|\son\w+=| style="/i);
  });

  test("shows no number that is none", () => {
    expect(renderReport(createFullReport(200))).not.toMatch(/NaN|Infinity|undefined|\[object/);
    expect(renderReport(createReport())).not.toMatch(/NaN|Infinity|undefined|\[object/);
  });

  test("names every picture and every table", () => {
    const page = renderReport(createFullReport(200));

    expect(page.match(/<svg class="chart"/g)).toHaveLength(6);
    expect(page.match(/<svg class="chart" viewBox="[\d ]+" role="img" aria-label="[^"]{10,}">/g)).toHaveLength(6);
    expect(page.match(/<table/g)!.length).toBe(page.match(/role="group" aria-label="[^"]{5,}" tabindex="0"/g)!.length);
  });
});

describe("hostile text", () => {
  const HOSTILE = `"'><script>alert(1)</script>\u202e&lt;`;

  test.each(["title", "names", "texts", "words", "verdict", "checks", "settings", "comparison"])(
    "is text: %s",
    (place) => {
      const text = `${place} ${HOSTILE}`;
      const report = createReport(["sport", place === "names" ? text : "economy"], [place === "texts" ? text : "", ""]);
      const page = renderReport({
        ...{ ...report, title: place === "title" ? text : "", verdict: place === "verdict" ? [text] : [] },
        ...(place === "words" && { movedBy: new Map([[0, [{ word: text, effect: 3 }]]]) }),
        ...(place === "checks" && { checks: [{ status: text, code: text, message: text }] }),
        ...(place === "settings" && { settings: { [text]: text } }),
        ...(place === "comparison" && { comparison: [[text, report.evaluation]] }),
      });

      expect(page).not.toMatch(/<script|\u202e|="[^"]*<script/u);
      expect(page).toMatch(/&quot;&#39;&gt;&lt;script&gt;alert\(1\)&lt;\/script&gt;\\u\{202e\}&amp;lt;/);
    },
  );
});

describe("classes", () => {
  test("have their numbers, and a bar as long as each", () => {
    const text = section(createReport(), "classes")!;

    expect(text).toMatch(/economy<\/th><td class="n">0\.500<svg class="bar"/);
    expect(text).toContain('<rect class="fill" width="66.7" height="4"/>');
  });

  test("of thousands are the most frequent and the worst, on a small page", () => {
    const report = createReport(Array.from({ length: 10_000 }, (_, c) => `class ${c}`));

    expect(section(report, "classes")).toContain("10,000 classes, 2 of them with test rows.");
    expect(section(report, "classes")!.match(/<tr>/g)).toHaveLength(2 * (1 + 2));
    expect(renderReport(report).length).toBeLessThan(50_000);
  });

  test("with endless names do not make an endless page", () => {
    expect(renderReport(createReport(["x".repeat(100_000), "y".repeat(100_000)])).length).toBeLessThan(50_000);
  });
});

describe("confusion", () => {
  test("of few classes is a matrix whose shades are shares of its rows", () => {
    const text = section(createReport(), "confusion")!;

    expect(text).toContain('<td class="right h0" title="sport taken for sport: 0.0\u00a0%">0</td>');
    expect(text).toContain('<td class="wrong h6" title="sport taken for economy: 100.0\u00a0%">1</td>');
  });

  test("of many classes is a list", () => {
    const text = section(createReport(Array.from({ length: 31 }, (_, c) => `class ${c}`)), "confusion")!;

    expect(text).not.toContain("heat");
    expect(text).toMatch(
      /<td class="n">1<\/td><td class="n">100\.0\u00a0%<\/td><td[^>]*>class 0<\/td><td[^>]*>class 1</,
    );
  });
});

describe("errors", () => {
  test("are the wrong texts, and no right ones", () => {
    const text = section(createReport(), "errors")!;

    expect(text).toContain("1 of 2 test rows was labelled wrong.");
    expect(text).toContain("a wrong one");
    expect(text).not.toContain("a right one");
  });

  test("have marked words, against the strongest one of the text", () => {
    const movedBy = new Map([[0, ["a ", "wrong ", "one"].map((word, i) => ({ word, effect: [0.5, -4, 2.1][i]! }))]]);
    const text = section({ ...createReport(), movedBy }, "errors")!;

    expect(text).toContain(
      '<span class="words">a <mark class="against w3" title="−4.00">wrong</mark> <mark class="for w2" title="+2.10">one</mark></span>',
    );
    expect(text).toContain('<mark class="for w3">towards</mark>');
    expect(text).not.toContain('class="name"');
  });

  test("have their title above the words of the text", () => {
    const movedBy = new Map([[0, [{ word: "Other ", effect: 0 }]]]);

    expect(section({ ...createReport(), movedBy }, "errors")).toContain(
      '<p class="name">a wrong one</p><span class="words">Other </span>…',
    );
  });

  test("say nothing of words where nothing is known of them", () => {
    expect(section(createReport(), "errors")).not.toContain("<mark");
  });
});

describe("confidence", () => {
  test("has one curve, or those before and after calibration", () => {
    const report = createFullReport(200);
    const lines = (of: Report): number => section(of, "reliability")!.match(/<polyline/g)!.length;

    expect([lines(report), lines({ ...report, uncalibrated: undefined })]).toEqual([2, 1]);
    expect(section(report, "reliability")).toMatch(/calibrated 0\.\d{4}, before calibration 0\.\d{4}/);
  });

  test("marks the threshold under which there is no answer, also where it leaves none", () => {
    const report = createFullReport(200);
    const coverage = (abstainBelow: number | undefined): string => section({ ...report, abstainBelow }, "coverage")!;

    expect(coverage(0.75)).toMatch(/below a confidence of 75\.0\u00a0%: 40\.0\u00a0% of the rows are answered/);
    expect(coverage(0.75)).toContain('class="marker"');
    expect(coverage(2)).toContain("no row is answered");
    expect(coverage(undefined)).not.toContain('class="marker"');
  });
});

describe("lengths", () => {
  test("make groups of about as many texts, those of one length together", () => {
    const report = createFullReport(12);
    const lengths = Int32Array.of(5, 5, 5, 5, 5, 5, 1, 9, 10, 11, 12, 13);
    const text = section({ ...report, lengths }, "length")!;
    const groups = [...text.matchAll(/<th scope="row" dir="auto">(.*?)<\/th><td class="n">(\d+)</g)];

    expect(groups.map(([, name, rows]) => [name, rows])).toEqual([
      ["1–5", "7"],
      ["9", "1"],
      ["10", "1"],
      ["11", "1"],
      ["12", "1"],
      ["13", "1"],
    ]);
    expect(text).toContain("length in tokens");
  });

  test("are words where no tokens were counted, and nothing where all are the same", () => {
    const { lengths: _, ...report } = createFullReport(200);

    expect(section(report, "length")).toContain("length in words");
    expect(section({ ...report, lengths: new Int32Array(200).fill(7) }, "length")).toBeUndefined();
  });
});

describe("metrics", () => {
  test("are all there are", () => {
    const text = section(createReport(), "metrics")!;

    expect(text).toContain('macroF1</th><td class="n">0.3333</td><td dir="auto">higher');
    expect(text.match(/<tr>/g)).toHaveLength(1 + 20);
  });

  test("that sort the examples of each class are left out where that would take long", () => {
    const [numRows, numClasses] = [2 ** 12 + 1, 2 ** 12];
    const report = createReport(Array.from({ length: numClasses }, (_, c) => `${c}`));
    const gold = new Int32Array(numRows);
    const prediction = { probs: new Float32Array(numRows * numClasses), labels: gold };
    const predictions = { ...report.predictions, gold, prediction, texts: Array.from(gold, () => "") };
    const text = metrics({ ...report, predictions })!.content.source;

    expect(text).toContain("would take long: rocAuc, averagePrecision.");
    expect(text).not.toContain("rocAuc</th>");
  });
});

describe("training", () => {
  const history = createFullReport(20).training.history;
  const training = (given: Partial<Report["training"]>): string | undefined =>
    section({ ...createReport(), training: { history, bestEpoch: 4, isBest: true, ...given } }, "training");

  test("has a chart a metric with a line a split, and all numbers", () => {
    const text = training({})!;

    expect(text.match(/<svg class="chart"/g)).toHaveLength(2);
    expect(text.match(/<polyline/g)).toHaveLength(6);
    expect(text).toContain(">best</text>");
    expect(text).toContain('<th scope="col" class="n">out-of-fold macroF1</th>');
    expect(text).toContain('<td class="n">4 (best)</td><td class="n">0.2500</td>');
  });

  test("marks no epoch whose weights the model does not have", () => {
    expect(training({ isBest: false })).not.toContain("best");
  });

  test("of one epoch has dots", () => {
    const text = training({ history: history.slice(0, 1), bestEpoch: 1 })!;

    expect(text.match(/<circle/g)).toHaveLength(6);
    expect(text).not.toMatch(/NaN/);
  });

  test("shows what was scored, where an epoch lacks what others have", () => {
    const [first, second] = history;
    const text = training({ history: [{ epoch: 1, train: first!.train }, second!] })!;

    expect(text).toContain('<td class="n">–</td>');
    expect(text).toContain("validation</li>");
  });

  test("stands a loss that is no number", () => {
    const text = training({ history: [{ epoch: 1, train: { loss: Number.NaN } }, history[1]!] })!;

    expect(text).not.toContain("NaN");
  });

  test("is left out where no epoch was completed", () => {
    expect(training({ history: [] })).toBeUndefined();
  });
});

test("data checks are the worst first, and those that passed behind a line", () => {
  const text = section(createFullReport(20), "data")!;

  expect([...text.matchAll(/<li class="(\w+)">/g)].map(([, status]) => status)).toEqual(["fail", "warn", "pass"]);
  expect(text).toMatch(/<summary>1 passed<\/summary>[\s\S]*no empty texts/);
});

test("losses that explode do not flatten the search for a learning rate", () => {
  const learningRateSearch = { rates: [1e-4, 1e-3, 1e-2], losses: [1, 0.5, 1e9], suggestion: 5e-4 };
  const text = section({ ...createReport(), learningRateSearch }, "learning-rate")!;

  expect(text).toContain("chosen: 0.0005.");
  expect(text.match(/<circle/g)).toHaveLength(2);
});
