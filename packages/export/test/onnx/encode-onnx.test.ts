import { expect, test } from "vitest";
import { encodeOnnx } from "../../src/index.ts";
import { CLASS_NAMES, createLstm, createNgrams } from "../_models.ts";

const classNames = CLASS_NAMES;

test("says what the numbers mean", async () => {
  const text = new TextDecoder().decode(
    await encodeOnnx({ classNames, ngrams: createNgrams(), thresholds: [0.5, 0.25, 0.125], abstainBelow: 0.75 }),
  );

  for (const part of [JSON.stringify(classNames), "[0.5,0.25,0.125]", "sigmoid", "abstain_below"]) {
    expect(text).toContain(part);
  }
});

test("refuses what no ONNX file holds", async () => {
  const lstm = createLstm();
  const values = { length: 2 ** 29 };
  const classifier = { config: lstm.classifier.config, paramNames: ["a"], params: [{ data: async () => values }] };

  await expect(encodeOnnx({ classNames, lstm: { ...lstm, classifier: classifier as never } })).rejects.toMatchObject({
    code: "EXPORT_SIZE",
  });
});
