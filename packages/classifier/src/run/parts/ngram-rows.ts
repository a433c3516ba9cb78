// The training texts as rows of n-grams, and of what their words are like.

import { buildNgrams, type NgramFeatures } from "@newsclf/model";
import {
  addVectorColumns,
  type FeatureVectors,
  type LinearModel,
  type SparseRows,
  shareWeights,
} from "@newsclf/training";
import type { PreparedData } from "../../data/prepare-data.ts";

/**
 * How much weight words that are like each other share, by out-of-fold loss and accuracy: little where only the training texts
 * say what words are like, more where others do.
 */
const SHARED = { own: 0.25, others: 0.7 };

/** Numbers that a fit keeps of features and classes: 256 MB. */
const MAX_WEIGHTS = 2 ** 26;

export interface NgramTexts {
  readonly features: NgramFeatures;
  /** One a training text. */
  readonly rows: SparseRows;
  readonly numColumns: number;
  /** A model of the columns as one of the features alone. */
  readonly ofFeatures: (model: LinearModel) => LinearModel;
}

/** @param vectors - Row-major `[V, E]`; undefined where nothing is known of what words are like. */
export async function ngramTexts(
  { rows, tokenizer: { vocab }, settings }: PreparedData,
  vectors: Promise<Float32Array | undefined>,
): Promise<NgramTexts> {
  const {
    texts,
    splits,
    vectors: given,
    unlabelled,
    labelMap: { classNames },
  } = rows;
  const train = Array.from(splits.train, (row) => texts[row]!);
  // Words that no training text has become features too: they share weights where vectors say what they are like.
  const isShared = given !== undefined || settings.vectors !== null;
  const maxFeatures = Math.floor(MAX_WEIGHTS / classNames.length);
  const { features, rows: ofTexts } = buildNgrams(train, { knownWords: isShared ? vocab : [], maxFeatures });
  const table = await vectors;
  if (!table) return { features, rows: ofTexts, numColumns: features.size, ofFeatures: (model) => model };
  const size = table.length / vocab.length;
  const hasOthers = given !== undefined || unlabelled.texts.length > 0;
  const likeness: FeatureVectors = { rowOf: rowsOfWords(features, vocab, table), table, size };
  const shared = addVectorColumns(ofTexts, likeness, hasOthers ? SHARED.others : SHARED.own);
  return {
    features,
    rows: shared.rows,
    numColumns: features.size + size,
    ofFeatures: (model) => shareWeights(model, shared.vectors),
  };
}

/** The row of each feature that is a word with a vector; -1 for others. @param table - Row-major `[V, E]`; a row of zeros is none. */
function rowsOfWords(features: NgramFeatures, vocab: readonly string[], table: Float32Array): Int32Array {
  const rowOf = new Int32Array(features.size).fill(-1);
  const size = table.length / vocab.length;
  vocab.forEach((word, id) => {
    const feature = features.ofWord(word);
    // Of words that differ in what n-grams do not look at, the first counts, which is the most frequent.
    if (feature < 0 || rowOf[feature] !== -1) return;
    if (table.subarray(id * size, (id + 1) * size).some((value) => value !== 0)) rowOf[feature] = id;
  });
  return rowOf;
}
