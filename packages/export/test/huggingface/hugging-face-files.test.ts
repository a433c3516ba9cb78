import { expect, test } from "vitest";
import { huggingFaceFiles } from "../../src/index.ts";
import { CLASS_NAMES, createLstm, createNgrams } from "../_models.ts";

const classNames = CLASS_NAMES;

test("refuses n-grams", async () => {
  const model = { classNames, lstm: createLstm(), ngrams: createNgrams() };

  await expect(huggingFaceFiles(model)).rejects.toMatchObject({
    code: "EXPORT_NGRAMS",
    fix: 'train with parts: "lstm", or export onnx, which has inputs for both',
  });
});

test.each([{ hashBuckets: 3 }, { segmentation: "dictionary" }] as const)(
  "refuses a tokenizer that other programs run otherwise: %o",
  async (tokenizer) => {
    const model = { classNames, lstm: createLstm({}, { tokenizer }) };

    await expect(huggingFaceFiles(model)).rejects.toMatchObject({ code: "EXPORT_TOKENIZER" });
  },
);
