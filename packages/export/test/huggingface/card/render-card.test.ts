import type { TrainedModel } from "@newsclf/model";
import { expect, test } from "vitest";
import { huggingFaceFiles, type ModelCard } from "../../../src/index.ts";
import { createLstm } from "../../_models.ts";

const NAMES = ["Deportes", "Política", "| a ` <script>\u202e [x](y) \n# b"];
const RUN = {
  settings: {
    ...{
      preset: "default",
      data: "hf://fancyzhx/ag_news",
      unlabelled: "/home/me/more.csv",
      folds: null,
      delimiter: "/",
      textColumn: ["a/b"],
    },
    ...{ split: [0.8, 0.1, 0.1], splitMethod: "stratified" },
    run: { dataFiles: [{ path: "/home/me/news <b>.csv", sha256: "0a1b", numRows: 3000 }] },
  },
  evaluation: {
    test: { examples: 296, accuracy: 0.943, accuracyInterval: [0.91, 0.964], macroF1: 0.942, calibrationError: 0.03 },
    calibration: { method: "vector", before: { calibrationError: 0.05 } },
    baseline: { examples: 296, accuracy: 0.919, accuracyInterval: [0.882, 0.945] },
    outOfFold: { accuracy: "nonsense" },
  },
};

test("has sections that say how to use it and what it cannot do", async () => {
  const card = await cardOf();

  expect(headings(card)).toEqual(["# newsclf-model", "## Use", "## Classes", "## Limits"]);
  expect(card).toMatch(/^---\nlibrary_name: "transformers.js"\npipeline_tag: "text-classification"\n/);
  expect(card).not.toContain("model-index");
});

test("tells what the run knows", async () => {
  const card = await cardOf({ run: RUN });

  expect(headings(card)).toEqual([
    ...["# newsclf-model", "## Use", "## Classes", "## Results", "## Data", "## Calibration", "## Settings"],
    "## Limits",
  ]);
  expect(card).toContain("| this model, test texts | 296 | 94.3 % | 91.0 % to 96.4 % | 0.9420 |");
  expect(card).toContain("Train, validation and test: 80.0 %, 10.0 %, 10.0 % (stratified).");
  expect(card).toContain("on the test texts: 3.0 %. Probabilities were calibrated on held-out texts (vector)");
  expect(card).not.toContain("out of fold");
});

test("says plainly what the model is not", async () => {
  const test = { accuracy: 0.25, aboveChance: false };
  const card = await cardOf({ run: { ...RUN, evaluation: { ...RUN.evaluation, test } } });

  expect(card).toContain("cannot be told from chance");
  expect(card).toContain("the linear baseline is better");
});

test("gives the hub what it reads", async () => {
  const card = await cardOf({ name: 'my "model"', language: "es", license: "mit", run: RUN });

  expect(frontMatter(card)).toMatchObject({
    ...{ language: "es", license: "mit", datasets: ["fancyzhx/ag_news"], metrics: ["accuracy", "f1"] },
    "model-index": [
      {
        name: 'my "model"',
        results: [
          {
            task: { type: "text-classification" },
            dataset: { type: "fancyzhx/ag_news", name: "fancyzhx/ag_news: held-out rows of the split train" },
            metrics: [
              { type: "accuracy", value: 0.943 },
              { type: "f1", name: "Macro F1", value: 0.942 },
            ],
          },
        ],
      },
    ],
  });
});

test.each([
  [{ testData: "hf://datasets/fancyzhx/ag_news@main/default:test" }, "Tested on hf", [["fancyzhx/ag_news", "test"]]],
  [{ testData: "/home/me/test.csv", validationData: "v.csv" }, "Validated on v.csv. Tested on test.csv.", []],
  [{ data: ["news.csv", "hf://fancyzhx/ag_news"] }, "Train, validation and test: 80.0 %, 10.0 %, 10.0 %", []],
  [{ splitMethod: "column" }, "as a column of the data says", [["fancyzhx/ag_news", undefined]]],
])("says what was measured and no more: %j", async (settings, words, measured) => {
  const card = await cardOf({ run: { ...RUN, settings: { ...RUN.settings, ...settings } } });
  const results = frontMatter(card)["model-index"]?.[0].results ?? [];

  expect(
    results.map(({ dataset }: { dataset: { type: string; split?: string } }) => [dataset.type, dataset.split]),
  ).toEqual(measured);
  expect(card).toContain(words);
});

test("shows names as text, and no path of the machine that trained", async () => {
  const card = await cardOf({ name: "<img>\n# x", run: RUN });

  expect(card).toContain("# &#60;img&#62; &#35; x\n");
  expect(card).toContain("| 2 | &#124; a &#96; &#60;script&#62;&#92;u&#123;202e&#125; &#91;x&#93;(y)  &#35; b |");
  expect(card).toContain("| news &#60;b&#62;.csv | 3000 | 0a1b |");
  expect(card).toContain("| unlabelled | more.csv |");
  expect(card).toContain("| delimiter | &#47; |\n| textColumn | a&#47;b |");
  expect(card).not.toContain("/home");
});

test("says from which probability each of several classes is given", async () => {
  const card = await cardOf({}, { thresholds: [0.5, 0.25, 0.75] });

  expect(card).toContain("| 1 | Política | 0.25 |");
});

test("says below which probability there is no answer", async () => {
  expect(await cardOf({}, { abstainBelow: 0.75 })).toContain("less probable than 0.75");
});

/** Fields by their names. */
function frontMatter(card: string) {
  const [, lines] = /^---\n(.*?)\n---\n/s.exec(card)!;
  return Object.fromEntries(
    lines!.split("\n").map((line) => {
      const [, key, value] = /^([\w-]+): (.*)$/.exec(line)!;
      return [key, JSON.parse(value!)];
    }),
  );
}

function headings(card: string): string[] {
  return card.split("\n").filter((line) => /^##? /.test(line));
}

async function cardOf(card: ModelCard = {}, more: Partial<TrainedModel> = {}): Promise<string> {
  const files = await huggingFaceFiles({ classNames: NAMES, lstm: createLstm(), ...more }, card);
  return new TextDecoder().decode(files.get("README.md"));
}
