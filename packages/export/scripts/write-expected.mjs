// node write-expected.mjs MODEL FILE: texts, the inputs of the model's ONNX file, and the logits that newsclf gives them, as JSON.
import { writeFileSync } from "node:fs";
import { createOnnxInputs } from "@newsclf/export";
import { loadModel } from "@newsclf/model/node";
import { tokenizerFromJSON } from "@newsclf/tokenizer";
import "@tensorflow/tfjs-backend-cpu";

const TEXTS = [
  "El equipo ganó la final en la prórroga",
  "",
  "zzz qqq",
  "hospital ".repeat(300),
  "¡Última hora! Subió el dólar.",
  ...Array.from({ length: 1000 }, (_, i) => {
    const words = "El equipo ganó la final , zzz hospital dólar gobierno ¡ Última hora Qqq9 日本".split(" ");
    return Array.from({ length: (i * 7) % 31 }, (_, k) => words[(i * 31 + k * k * 17 + k) % words.length]).join(" ");
  }),
];

const [folder, file] = process.argv.slice(2);
const model = await loadModel(folder);
const ofLstm = model.lstm ? lstmLogits(model.lstm) : [];
const ofNgrams = model.ngrams ? [...model.ngrams.logits(TEXTS)] : [];
const longer = ofLstm.length > 0 ? ofLstm : ofNgrams;
const inputs = Object.entries(createOnnxInputs(model)(TEXTS)).map(([name, { type, data, dims }]) => {
  return [name, { type, dims, data: Array.from(data, Number) }];
});
const expected = {
  texts: TEXTS,
  classNames: model.classNames,
  inputs: Object.fromEntries(inputs),
  logits: longer.map((_, k) => (ofLstm[k] ?? 0) + (ofNgrams[k] ?? 0)),
};
writeFileSync(file, JSON.stringify(expected));

function lstmLogits({ classifier, tokenizer, maxLength, readPadding }) {
  const { encode } = tokenizerFromJSON(tokenizer);
  const rows = TEXTS.map((text) => encode(text, { maxLength, ...(readPadding && { padTo: maxLength }) }));
  const offsets = [0];
  for (const row of rows) offsets.push(offsets.at(-1) + row.length);
  const logits = classifier.forward({ tokenIds: Int32Array.from(rows.flat()), offsets: Int32Array.from(offsets) });
  return [...logits.dataSync()];
}
