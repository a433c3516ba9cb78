import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import {
  type Classifier,
  createTextClassifier,
  type Explanation,
  type GivenSettings,
  trainClassifier,
} from "../../src/node.ts";
import { LSTM_ALONE, MIXED, NEWS, TINY } from "../_news.ts";

const TEXT = "the team and  the bank, said the goal of the team";
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const effects = ({ words }: Explanation): number[] => words.map(({ effect }) => effect);

/** The score, from probabilities alone. */
async function scoreOf(classifier: Classifier, text: string, label: string): Promise<number> {
  const answers = await classifier.classify(text, { topK: classifier.classNames.length });
  const logs = answers.map((answer) => ({ name: answer.label ?? answer.bestGuess, log: Math.log(answer.probability) }));
  const own = logs.find(({ name }) => name === label)!.log;
  const others = logs.filter(({ name }) => name !== label);
  return own - sum(others.map(({ log }) => log)) / others.length;
}

describe.each<[string, GivenSettings]>([
  ["n-grams", { parts: ["ngrams"] }],
  ["an LSTM", { ...LSTM_ALONE, numEpochs: 12 }],
  ["both", {}],
  [
    "an LSTM of two layers that reads padding",
    { ...LSTM_ALONE, numLayers: 2, pooling: "last", readPadding: true, maxLength: 24 },
  ],
  ["an LSTM that cuts texts", { ...LSTM_ALONE, maxLength: 6, pooling: "mean" }],
])("of %s", (_, settings) => {
  let classifier: Classifier;
  beforeAll(async () => {
    ({ classifier } = await trainClassifier(NEWS, { ...TINY, ...settings }));
  });

  test("the effects and the base are the score within 1 %", async () => {
    const explanation = await classifier.explain(TEXT, { label: "sport" });

    const { score, base } = explanation;
    expect(score).toBeCloseTo(await scoreOf(classifier, TEXT, "sport"), 4);
    expect(Math.abs(base! + sum(effects(explanation)) - score)).toBeLessThan(0.01 * Math.abs(score - base!) + 1e-6);
  });

  test("the words and their white space are the text", async () => {
    const { words } = await classifier.explain(TEXT);

    expect(words.map(({ word, space }) => word + space).join("")).toBe(TEXT);
  });

  test("what is left out is what the score falls by", async () => {
    const { words, score } = await classifier.explain(TEXT, { label: "sport", method: "occlusion" });
    const without = await scoreOf(classifier, TEXT.replace("bank, ", ""), "sport");

    expect(words.find(({ word }) => word === "bank,")!.effect).toBeCloseTo(score - without, 4);
  });

  test("a text without a word has its base alone", async () => {
    const explanation = await classifier.explain("?", { label: "sport" });

    expect(explanation.score).toBeCloseTo(explanation.base! + sum(effects(explanation)), 3);
    expect((await classifier.explain("", { label: "sport" })).words).toEqual([]);
  });
});

describe("a trained model", () => {
  let classifier: Classifier;
  beforeAll(async () => {
    ({ classifier } = await trainClassifier(NEWS, TINY));
  });

  test("is moved by the words of the class, and against it by those of others", async () => {
    const { label, words } = await classifier.explain("the team and the goal, report of the market", {});
    const effectOf = (name: string): number => words.find(({ word }) => word === name)!.effect;

    expect(label).toBe("sport");
    expect(effectOf("team")).toBeGreaterThan(0.5);
    expect(effectOf("market")).toBeLessThan(0);
    expect(Math.abs(effectOf("of"))).toBeLessThan(effectOf("team"));
  });

  test("the linear part's share is exact", async () => {
    const { model } = classifier;
    const alone = createTextClassifier({ classNames: model.classNames, ngrams: model.ngrams! });
    const [both, linear] = await Promise.all([classifier, alone].map((some) => some.explain(TEXT, { label: "sport" })));

    both!.words.forEach(({ ngrams }, i) => {
      expect(ngrams).toBeCloseTo(linear!.words[i]!.effect, 9);
    });
    expect(linear!.base).toBeCloseTo((await alone.explain("", { label: "sport" })).score, 5);
  });

  test("keeps nothing of what it computed", async () => {
    const { numTensors } = tf.memory();
    await classifier.explain(TEXT);
    await classifier.explain(TEXT, { method: "occlusion" });

    expect(tf.memory().numTensors).toBe(numTensors);
  });

  test("gives a word its own share behind a mark that tokenizers take out of words", async () => {
    const whole = await classifier.explain("the team and the goal", { label: "sport" });
    const broken = await classifier.explain("the te\ufeffam and the goal\ufeff", { label: "sport" });
    const lstmOf = ({ words }: Explanation): number[] => words.map(({ lstm }) => lstm!);

    expect(broken.words.map(({ word }) => word)).toEqual(["the", "te", "am", "and", "the", "goal"]);
    expect(lstmOf(broken)).toEqual(lstmOf(whole).toSpliced(1, 0, 0));
  });

  test("knows no other class", async () => {
    await expect(classifier.explain(TEXT, { label: "chess" })).rejects.toMatchObject({ code: "DATA_UNKNOWN_LABEL" });
    await expect(classifier.explain(7 as never)).rejects.toThrow(TypeError);
  });
});

test("of several classes each is explained by itself", async () => {
  const { classifier } = await trainClassifier(MIXED, TINY);
  const text = "the team and goal and bank and market report";
  const explanation = await classifier.explain(text, { label: "economy" });
  const [answer] = (await classifier.classify(text, { topK: 3 })).filter(
    ({ label, bestGuess }) => (label ?? bestGuess) === "economy",
  );

  expect(explanation.probability).toBe(answer!.probability);
  expect(1 / (1 + Math.exp(-explanation.score))).toBeCloseTo(answer!.probability, 5);
  expect(explanation.words.find(({ word }) => word === "market")!.effect).toBeGreaterThan(0);
});
