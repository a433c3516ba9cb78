import { execFileSync } from "node:child_process";
import { env, pipeline, type TextClassificationPipeline } from "@huggingface/transformers";
import type { TrainedModel } from "@newsclf/model";
import { expect, test } from "vitest";
import { huggingFaceFiles } from "../../src/index.ts";
import { saveFiles } from "../_folders.ts";
import { CLASS_NAMES, createLstm, createNgrams, logitsOf, TEXTS } from "../_models.ts";

env.allowRemoteModels = false;
const classNames = CLASS_NAMES;

test.each<[string, TrainedModel]>([
  ["one class a text", { classNames, lstm: createLstm() }],
  ["several classes", { classNames, lstm: createLstm({ pooling: "mean", numLayers: 2 }), thresholds: [0.5, 0.3, 0.6] }],
  ["padding that is read", { classNames, lstm: createLstm({ pooling: "last" }, { readPadding: true }) }],
])("transformers.js gives our probabilities: %s", async (_, model) => {
  const folder = await saveFiles(await huggingFaceFiles(model));
  const classify = (await pipeline("text-classification", folder)) as TextClassificationPipeline;

  const together = await classify([...TEXTS], { top_k: null });
  const alone = await Promise.all(TEXTS.map((text) => classify(text, { top_k: null })));

  const expected = await answersOf(model);
  for (const answers of [together, alone] as { label: string; score: number }[][][]) {
    expect(answers.map((ofText) => ofText.map(({ label }) => label))).toEqual(
      expected.map((ofText) => ofText.map(({ label }) => label)),
    );
    answers.flat().forEach(({ score }, k) => {
      expect(Math.abs(score - expected.flat()[k]!.score)).toBeLessThan(1e-5);
    });
  }
});

test.each([undefined, [0.5, 0.3, 0.6]])("the card's JavaScript runs in its folder", async (thresholds) => {
  const files = await huggingFaceFiles({ classNames, lstm: createLstm(), thresholds });
  const card = new TextDecoder().decode(files.get("README.md"));
  const code = /```js\n(.*?)```/s.exec(card)![1]!;

  const printed = execFileSync(process.execPath, ["--input-type=module"], {
    cwd: await saveFiles(files),
    input: `${code}\nconsole.log(JSON.stringify(answers.map(({ label }) => label).sort()));`,
    encoding: "utf8",
  });

  expect(JSON.parse(printed)).toEqual([...classNames].sort());
});

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

/** As the pipeline gives them: every class, the most probable first. */
async function answersOf(model: TrainedModel): Promise<{ label: string; score: number }[][]> {
  const logits = await logitsOf(model, TEXTS);
  return TEXTS.map((_, i) => {
    const ofText = logits.slice(i * classNames.length, (i + 1) * classNames.length);
    const exps = ofText.map(Math.exp);
    const sum = exps.reduce((a, b) => a + b);
    const scores = exps.map((e) => (model.thresholds ? e / (1 + e) : e / sum));
    return scores.map((score, c) => ({ label: classNames[c]!, score })).sort((a, b) => b.score - a.score);
  });
}
