// Small models with random weights, and what they say of texts.

import "@tensorflow/tfjs-backend-cpu";
import {
  buildNgrams,
  type ClassifierConfig,
  createClassifier,
  DEFAULT_CLASSIFIER_CONFIG,
  type LstmPart,
  NgramClassifier,
  type TrainedModel,
} from "@newsclf/model";
import { type BuildTokenizerOptions, buildTokenizer, tokenizerFromJSON } from "@newsclf/tokenizer";

const TRAINING_TEXTS = [
  "el gato come pescado",
  "el perro come carne",
  "el gato y el perro duermen",
  "¿Quién duerme aquí? El gato.",
];

export const CLASS_NAMES: readonly string[] = ["Deportes", 'a "b" <i>|c|</i>\n# d', "Política"];

export function createLstm(
  config: Partial<ClassifierConfig> = {},
  { readPadding = false, tokenizer: options = {} }: { readPadding?: boolean; tokenizer?: BuildTokenizerOptions } = {},
): LstmPart {
  const tokenizer = buildTokenizer(TRAINING_TEXTS, { minFrequency: 1, ...options });
  const sizes = { vocabSize: tokenizer.vocabSize, numClasses: CLASS_NAMES.length, embeddingSize: 5, hiddenSize: 4 };
  // Weights as large as trained ones: with others, a wrong order of the gates would hardly show.
  const classifier = createClassifier(
    { ...DEFAULT_CLASSIFIER_CONFIG, ...sizes, initializer: "pytorch", headSizes: [6], ...config },
    3,
  );
  return { classifier, tokenizer: { ...tokenizer.toJSON() }, maxLength: 12, readPadding };
}

export function createNgrams(): NgramClassifier {
  const { features } = buildNgrams(TRAINING_TEXTS);
  const weights = Float32Array.from({ length: features.size * CLASS_NAMES.length }, (_, i) => (((7 * i) % 11) - 5) / 4);
  return new NgramClassifier(features, weights, Float32Array.of(0.5, -0.25, 0));
}

/** Row-major `[n, C]`. */
export async function logitsOf({ lstm, ngrams }: TrainedModel, texts: readonly string[]): Promise<number[]> {
  const ofLstm = lstm ? await lstmLogits(lstm, texts) : [];
  const ofNgrams = ngrams ? [...ngrams.logits(texts)] : [];
  const longer = ofLstm.length > 0 ? ofLstm : ofNgrams;
  return longer.map((_, k) => (ofLstm[k] ?? 0) + (ofNgrams[k] ?? 0));
}

async function lstmLogits({ classifier, tokenizer, maxLength, readPadding }: LstmPart, texts: readonly string[]) {
  const { encode } = tokenizerFromJSON(tokenizer);
  const rows = texts.map((text) => encode(text, { maxLength, ...(readPadding && { padTo: maxLength }) }));
  const offsets = [0];
  for (const row of rows) offsets.push(offsets.at(-1)! + row.length);
  const logits = classifier.forward({ tokenIds: Int32Array.from(rows.flat()), offsets: Int32Array.from(offsets) });
  const values = [...(await logits.data())];
  logits.dispose();
  return values;
}
