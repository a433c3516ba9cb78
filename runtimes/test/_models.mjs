// Small models with random weights, and what newsclf says of texts with them.

import "@tensorflow/tfjs-backend-cpu";
import { buildNgrams, createClassifier, DEFAULT_CLASSIFIER_CONFIG, NgramClassifier } from "@newsclf/model";
import { buildTokenizer, tokenizerFromJSON } from "@newsclf/tokenizer";

const TRAINING_TEXTS = [
  "el gato come pescado",
  "el perro come carne",
  "el gato y el perro duermen",
  "¿Quién duerme aquí? El gato.",
];

/** Of mixed lengths, one empty, one of unknown words alone, one longer than a model reads. */
export const TEXTS = [
  "el gato come, el perro no",
  "",
  "gato",
  "zzz qqq",
  "El gato y el perro duermen aquí y el gato come pescado y carne y el perro come",
];

/** A thousand of them, the same each time: of none to thirty words, known and unknown ones. */
export const MANY_TEXTS = Array.from({ length: 1000 }, (_, i) => {
  const words = TRAINING_TEXTS.join(" ").split(" ").concat("zzz", "Qqq9", "¡!", "日本");
  return Array.from({ length: (i * 7) % 31 }, (_, k) => words[(i * 31 + k * k * 17 + k) % words.length]).join(" ");
});

export const CLASS_NAMES = ["Deportes", 'a "b" <i>|c|</i>\n# d', "Política"];

export function createLstm(config = {}, { readPadding = false } = {}) {
  const tokenizer = buildTokenizer(TRAINING_TEXTS, { minFrequency: 1 });
  const sizes = { vocabSize: tokenizer.vocabSize, numClasses: CLASS_NAMES.length, embeddingSize: 5, hiddenSize: 4 };
  // Weights as large as trained ones: with others, a wrong order of the gates would hardly show.
  const classifier = createClassifier(
    { ...DEFAULT_CLASSIFIER_CONFIG, ...sizes, initializer: "pytorch", headSizes: [6], ...config },
    3,
  );
  return { classifier, tokenizer: { ...tokenizer.toJSON() }, maxLength: 12, readPadding };
}

export function createNgrams() {
  const { features } = buildNgrams(TRAINING_TEXTS);
  const weights = Float32Array.from({ length: features.size * CLASS_NAMES.length }, (_, i) => (((7 * i) % 11) - 5) / 4);
  return new NgramClassifier(features, weights, Float32Array.of(0.5, -0.25, 0));
}

/** Row-major `[n, C]`. */
export async function logitsOf({ lstm, ngrams }, texts) {
  const ofLstm = lstm ? await lstmLogits(lstm, texts) : [];
  const ofNgrams = ngrams ? [...ngrams.logits(texts)] : [];
  const longer = ofLstm.length > 0 ? ofLstm : ofNgrams;
  return longer.map((_, k) => (ofLstm[k] ?? 0) + (ofNgrams[k] ?? 0));
}

async function lstmLogits({ classifier, tokenizer, maxLength, readPadding }, texts) {
  const { encode } = tokenizerFromJSON(tokenizer);
  const rows = texts.map((text) => encode(text, { maxLength, ...(readPadding && { padTo: maxLength }) }));
  const offsets = [0];
  for (const row of rows) offsets.push(offsets.at(-1) + row.length);
  const logits = classifier.forward({ tokenIds: Int32Array.from(rows.flat()), offsets: Int32Array.from(offsets) });
  const values = [...(await logits.data())];
  logits.dispose();
  return values;
}
