import { beforeAll, describe, expect, test } from "vitest";
import type { Classifier } from "../src/index.ts";
import { trainClassifier } from "../src/node.ts";
import { NEWS, TINY } from "./_news.ts";

let classifier: Classifier;
beforeAll(async () => {
  ({ classifier } = await trainClassifier(NEWS, TINY));
});

describe("classify", () => {
  test("answers with the most probable class", async () => {
    const [answer, ...others] = await classifier.classify("the bank and the market");

    expect(answer!.label).toBe("economy");
    expect(others).toEqual([]);
  });

  test("answers with as many classes as asked for, the most probable first", async () => {
    const answers = await classifier.classify("an atom", { topK: 9 });

    expect(answers.map(({ label }) => label).sort()).toEqual(["economy", "science", "sport"]);
    expect(answers[0]!.label).toBe("science");
    expect(answers.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 6);
  });

  test("answers many texts in their order, as one by one", async () => {
    const texts = ["goal", "a much longer text about a planet and its energy", "price"];
    const answers = await classifier.classify(texts);

    expect(answers.map(([answer]) => answer!.label)).toEqual(["sport", "science", "economy"]);
    for (const [i, text] of texts.entries()) {
      const [answer] = await classifier.classify(text);
      expect(answers[i]![0]!.probability).toBeCloseTo(answer!.probability, 6);
    }
  });

  test("has no answer to a text without a word", async () => {
    expect(await classifier.classify("...")).toEqual([]);
    expect(await classifier.classify(["...", "goal"])).toEqual([[], [expect.anything()]]);
    expect(await classifier.classify([])).toEqual([]);
  });

  test("refuses to give no answer", async () => {
    await expect(classifier.classify("goal", { topK: 0 })).rejects.toThrow(
      new RangeError("classify: expected topK to be an integer of at least 1, got 0"),
    );
  });
});

test("says that it was disposed of", async () => {
  const { classifier } = await trainClassifier(NEWS, { ...TINY, numEpochs: 1 });
  classifier.dispose();
  classifier.dispose();

  await expect(classifier.classify("goal")).rejects.toThrow("classify: the classifier was disposed of; load it again");
});

describe("evaluate", () => {
  test("measures on labelled texts", async () => {
    expect(await classifier.evaluate(NEWS)).toMatchObject({ examples: 90, accuracy: 1 });
  });

  test("wants a label for each text", async () => {
    await expect(classifier.evaluate({ texts: ["a", "b"], labels: ["sport"] })).rejects.toMatchObject({
      code: "CONFIG",
      message: "expected as many labels as texts, got 1 and 2",
    });
  });

  test("names the row of a label that it does not know", async () => {
    const data = { texts: ["a", "b"], labels: ["sport", "art"] };
    const unknown = {
      code: "DATA_UNKNOWN_LABEL",
      message: `label "art" is none of the model's: economy, science, sport`,
    };

    await expect(classifier.evaluate(data)).rejects.toMatchObject({ ...unknown, place: "row 2" });
    await expect(classifier.evaluate(data, { placeOf: (row) => `a.csv:${row}` })).rejects.toMatchObject({
      ...unknown,
      place: "a.csv:1",
    });
  });
});

test("n-grams know words that only vectors know, by those that they are like", async () => {
  const vectors = {
    words: ["bank", "atom", "loan", "quark"],
    values: Float32Array.of(1, 0, 0, 1, 1, 0, 0, 1),
    size: 2,
  };

  const { classifier } = await trainClassifier({ ...NEWS, vectors }, { ...TINY, parts: ["ngrams"] });

  const answers = await classifier.classify(["loan", "quark"]);
  expect(answers.map(([answer]) => answer!.label)).toEqual(["economy", "science"]);
});
