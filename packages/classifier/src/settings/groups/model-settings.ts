// The settings that say what the model is.

import { inGroup } from "../group.ts";
import {
  choice,
  choices,
  flag,
  integer,
  number,
  numberAbove,
  optional,
  orNone,
  sizes,
  text,
  threshold,
} from "../setting.ts";

const model = inGroup("Model");

/** What a model may be the sum of. */
export const PARTS = ["lstm", "ngrams"] as const;

export const MODEL_SETTINGS = {
  parts: model(choices(PARTS), {
    about: "what the model is the sum of: an LSTM, a linear model over n-grams of words and characters",
    default: PARTS,
  }),
  vectors: model(orNone(text("source")), {
    about:
      "what words are like, where the embedding starts, and what n-grams share; lsa: from which words stand in the same texts; a GloVe, word2vec or fastText file, or npm:NAME; none: at random",
    default: "lsa",
  }),
  vectorWords: model(integer(0, undefined, "words"), {
    about: "words of such a file, the first ones, that get an id beside those of the training texts",
    default: 60_000,
  }),
  maxNgrams: model(integer(1, 2 ** 24), { about: "n-grams kept, the most telling ones", default: 65_536 }),
  ngramRegularization: model(optional(numberAbove(0)), {
    about: "inverse strength of the n-grams' regularisation, scikit-learn's C",
    default: null,
    defaultText: "that of 10, 3, 1 and 0.3 with the least out-of-fold loss; without folds 3",
  }),
  embeddingSize: model(integer(1, 4096), {
    about: "numbers a word; with a file of vectors, as many as it has",
    default: 64,
  }),
  hiddenSize: model(integer(1, 4096), { about: "LSTM units a direction", default: 64 }),
  numLayers: model(integer(1, 16), { about: "LSTM layers", default: 1 }),
  bidirectional: model(flag(), {
    about: "read each text both ways",
    aboutOff: "read each text forwards only",
    default: true,
  }),
  pooling: model(choice(["last", "mean", "max"]), { about: "from tokens to one vector", default: "max" }),
  headSizes: model(sizes(65_536), { about: "dense layers before the output", default: [] }),
  embeddingDropoutRate: model(number(0, 1), { about: "of embedding entries", default: 0.5 }),
  dropoutRate: model(number(0, 1), { about: "between layers", default: 0.2 }),
  poolingDropoutRate: model(number(0, 1), { about: "of the pooled vector", default: 0.5 }),
  initializer: model(choice(["keras", "pytorch"]), { about: "whose rules the first weights follow", default: "keras" }),
  abstainBelow: model(orNone(threshold()), {
    about:
      "give no answer where the best class is less probable; auto:0.95: the threshold above which 95 % of the answers were right on held-out rows",
    default: null,
  }),
  calibration: model(choice(["auto", "none", "temperature", "vector"], "method"), {
    about:
      "how probabilities are made to mean what they say, on held-out rows: one scale for all classes, or a scale and a bias a class; auto: what helps most",
    default: "auto",
  }),
};
