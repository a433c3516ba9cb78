import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { env, pipeline } from "@huggingface/transformers";
import { huggingFaceFiles } from "@newsclf/export";
import { assertClose } from "./_close.mjs";
import { saveFiles } from "./_folders.mjs";
import { CLASS_NAMES, createLstm, logitsOf, TEXTS } from "./_models.mjs";

env.allowRemoteModels = false;
const classNames = CLASS_NAMES;
const MODELS = [
  ["one class a text", { classNames, lstm: createLstm() }],
  ["several classes", { classNames, lstm: createLstm({ pooling: "mean", numLayers: 2 }), thresholds: [0.5, 0.3, 0.6] }],
  ["padding that is read", { classNames, lstm: createLstm({ pooling: "last" }, { readPadding: true }) }],
];

for (const [name, model] of MODELS) {
  test(`transformers.js gives our probabilities: ${name}`, async (t) => {
    const folder = await saveFiles(t, await huggingFaceFiles(model));
    const classify = await pipeline("text-classification", folder);

    const together = await classify([...TEXTS], { top_k: null });
    const alone = await Promise.all(TEXTS.map((text) => classify(text, { top_k: null })));

    const expected = await answersOf(model);
    for (const answers of [together, alone]) {
      assert.deepEqual(labelsOf(answers), labelsOf(expected));
      assertClose(scoresOf(answers), scoresOf(expected));
    }
  });
}

for (const thresholds of [undefined, [0.5, 0.3, 0.6]]) {
  const kind = thresholds ? "several classes" : "one class a text";
  test(`the card's JavaScript runs in its folder: ${kind}`, async (t) => {
    const files = await huggingFaceFiles({ classNames, lstm: createLstm(), thresholds });
    const card = new TextDecoder().decode(files.get("README.md"));
    const code = /```js\n(.*?)```/s.exec(card)[1];

    const printed = execFileSync(process.execPath, ["--input-type=module"], {
      cwd: await saveFiles(t, files),
      input: `${code}\nconsole.log(JSON.stringify(answers.map(({ label }) => label).sort()));`,
      encoding: "utf8",
    });

    assert.deepEqual(JSON.parse(printed), [...classNames].sort());
  });
}

/** As the pipeline gives them: every class, the most probable first. */
async function answersOf(model) {
  const logits = await logitsOf(model, TEXTS);
  return TEXTS.map((_, i) => {
    const ofText = logits.slice(i * classNames.length, (i + 1) * classNames.length);
    const exps = ofText.map(Math.exp);
    const sum = exps.reduce((a, b) => a + b);
    const scores = exps.map((e) => (model.thresholds ? e / (1 + e) : e / sum));
    return scores.map((score, c) => ({ label: classNames[c], score })).sort((a, b) => b.score - a.score);
  });
}

function labelsOf(answers) {
  return answers.map((ofText) => ofText.map(({ label }) => label));
}

function scoresOf(answers) {
  return answers.flat().map(({ score }) => score);
}
