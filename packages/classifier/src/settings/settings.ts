// Every setting of a run, written once: name, values, default, what it does. Flags, help, config files with their JSON Schema,
// checks, messages and the page of options follow from this table. To add a setting: one entry here, and its reader.

import { METRICS, scoreName } from "@newsclf/evaluation";
import { is } from "valibot";
import { DATA_SETTINGS } from "./data-settings.ts";
import { inGroup, type Setting } from "./group.ts";
import {
  choice,
  choices,
  flag,
  integer,
  number,
  numberAbove,
  optional,
  orNone,
  shares,
  sizes,
  text,
  texts,
  words,
} from "./setting.ts";

const splits = inGroup("Splits");
const vocabulary = inGroup("Words");
const training = inGroup("Training");
const model = inGroup("Model");
const program = inGroup("Program");

/** What a model may be the sum of. */
export const PARTS = ["lstm", "ngrams"] as const;

/** What training reports of an epoch. */
const METRIC_NAMES = METRICS.map(({ name }) => name);

const SCORES = ["validation", "train"].flatMap((split) =>
  ["loss", ...METRIC_NAMES].map((metric) => scoreName(split, metric)),
);

export const SETTINGS = {
  ...DATA_SETTINGS,

  seed: splits(integer(0), { about: "selects split, order, weights and dropout", default: 0 }),
  split: splits(shares(), {
    about: "train/validation/test shares; validation rows say when to stop, and are trained on by refit alone",
    default: [0.9, 0, 0.1],
  }),
  splitMethod: splits(choice(["stratified", "random", "hash", "time", "group", "column"]), {
    about: "how rows are split",
    default: "stratified",
  }),
  splitColumn: splits(optional(text("name")), {
    about: "column of the times, groups or split names, for these methods",
    default: null,
  }),
  duplicates: splits(choice(["together", "keep", "drop", "drop-conflicting"], "action"), {
    about:
      "equal texts: together in one split or fold; keep: as they come; drop: only the first; drop-conflicting: that, and none with two labels",
    default: "together",
  }),

  tokenizer: vocabulary(choice(["unicode", "spanish"], "preset"), { about: "what a word is", default: "unicode" }),
  numbers: vocabulary(optional(choice(["keep", "fold", "drop"], "action")), {
    about: "fold: every digit becomes 0; drop: digits separate words",
    default: null,
    defaultText: "keep",
  }),
  accents: vocabulary(choice(["keep", "strip"], "action"), { about: "strip: ñ becomes n", default: "keep" }),
  segmentation: vocabulary(choice(["spaces", "dictionary"], "method"), {
    about: "dictionary: split Chinese, Japanese, Thai and others into words",
    default: "spaces",
  }),
  stopWords: vocabulary(words(), {
    about: "words to leave out, between blanks or commas",
    default: [],
    defaultText: "none",
  }),
  vocabularyFrom: vocabulary(choice(["train", "all"], "rows"), {
    about: "whose words get ids: those of the training rows, or of all, which looks at the test texts",
    default: "train",
  }),
  unlabelled: vocabulary(optional(texts("file")), {
    about: "more texts of the same source, without labels: for the vocabulary and the vectors",
    default: null,
  }),
  vocabularyOrder: vocabulary(choice(["frequency", "first-seen"], "order"), {
    about: "which words win, and the order of their ids",
    default: "frequency",
  }),
  maxVocabSize: vocabulary(integer(3), { about: "most words, padding and unknown included", default: 14_000 }),
  minFrequency: vocabulary(integer(1), { about: "occurrences that earn a word its place", default: 2 }),
  hashBuckets: vocabulary(integer(0), { about: "ids that all other words share by hash", default: 0 }),
  maxLength: vocabulary(integer(1, 100_000, "tokens"), { about: "longer texts are cut", default: 256 }),
  readPadding: vocabulary(flag(), {
    about: "pad every text to the maximum length and read the padding as text",
    default: false,
  }),

  parts: model(choices(PARTS), {
    about: "what the model is the sum of: an LSTM, a linear model over n-grams of words and characters",
    default: PARTS,
  }),
  folds: training(orNone(integer(2, 100)), {
    about:
      "each part answers for every fold of the training rows without having seen it, which tells how much it counts",
    default: 3,
  }),
  batchSize: training(optional(integer(1)), {
    about: "texts a step, at most",
    default: null,
    defaultText: "8 below 2,000 training rows, 16 below 5,000, else 32",
  }),
  maxBatchTokens: training(orNone(integer(1)), {
    about: "tokens a step at most, padding included",
    default: null,
    defaultText: "no limit",
  }),
  bucketed: training(flag(), {
    about: "put texts of similar length into a batch",
    aboutOff: "any texts may meet in a batch",
    default: true,
  }),
  sampling: training(choice(["all", "class-balanced"]), { about: "rows of an epoch", default: "all" }),
  numEpochs: training(optional(integer(1)), {
    about: "passes over the training texts, at most",
    default: null,
    defaultText: "12 below 2,000 training rows, 9 below 3,500, else 6",
  }),
  learningRate: training(number(0), { about: "of AdamW, at its highest", default: 4e-3 }),
  learningRateDecay: training(choice(["constant", "linear", "cosine"]), {
    about: "how the learning rate falls to 0 over the epochs",
    default: "linear",
  }),
  weightDecay: training(number(0), { about: "of AdamW", default: 1e-2 }),
  lazyRows: training(flag(), {
    about: "words that a batch does not contain keep their embedding",
    aboutOff: "they decay and follow their momentum, as in PyTorch",
    default: true,
  }),
  maxGradNorm: training(orNone(numberAbove(0)), {
    about: "longer gradients are scaled down; none: no limit",
    default: 1,
  }),
  earlyStopping: training(flag(), {
    about: "stop when the monitored score does not get better; without validation rows each fold stops by itself",
    aboutOff: "train for all epochs",
    default: false,
  }),
  monitor: training(choice(SCORES, "number"), {
    about: "what early stopping watches; in a fold, validation is what it does not train on",
    default: "validationLoss",
  }),
  metrics: training(choices(METRIC_NAMES), {
    about: "scores of each epoch, beside the loss and what is monitored",
    default: ["accuracy"],
  }),
  patience: training(integer(1, undefined, "epochs"), {
    about: "epochs without improvement before stopping",
    default: 4,
  }),
  minDelta: training(number(0), { about: "least change that is an improvement", default: 0 }),
  restoreBestWeights: training(flag(), {
    about: "early stopping ends with the weights of the best epoch",
    aboutOff: "end with those of the last epoch",
    default: true,
  }),

  checkpointEverySteps: training(orNone(integer(1, undefined, "steps")), {
    about: "keep what it takes to resume after so many steps too, beside after each epoch",
    default: null,
  }),
  checkpointEveryMinutes: training(orNone(numberAbove(0)), {
    about: "keep it after so many minutes too",
    default: null,
  }),
  keepCheckpoints: training(integer(1), {
    about: "checkpoints of each training that are kept, the last ones, beside the best",
    default: 1,
  }),

  refit: training(flag(), {
    about: "when all is measured, train again on the training and validation rows together, as long as was best",
    aboutOff: "never train on validation rows",
    default: false,
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

  checks: program(flag(), {
    about: "check the data before training",
    aboutOff: "train without checking the data first",
    default: true,
  }),
  csvSafe: program(flag(), {
    about: "disarm cells of predictions.csv and errors.csv that spreadsheets would run as formulas",
    default: false,
  }),
  backend: program(choice(["auto", "gpu", "native", "wasm", "tensorflow", "reference"]), {
    about: "compute engine; gpu and tensorflow need a package of their own",
    default: "auto",
  }),
  threads: program(orNone(integer(1, 64)), {
    about: "threads of the compute engine, at most 64",
    default: null,
    defaultText: "one a core",
  }),
};

type Table = typeof SETTINGS;

export type SettingName = keyof Table;

/** Every setting with its value; null where there is none. */
export type Settings = { readonly [Name in SettingName]: Table[Name] extends Setting<infer T> ? T : never };

/** Some settings; the others have their defaults. */
export type SomeSettings = { readonly [Name in SettingName]?: Settings[Name] | undefined };

export const SETTING_NAMES = Object.keys(SETTINGS) as SettingName[];

export function isValidSetting(name: SettingName, value: unknown): boolean {
  return is(settingOf(name).schema, value);
}

/** The entry of a name, whatever its type. */
export function settingOf(name: SettingName): Setting<unknown> {
  return SETTINGS[name] as Setting<unknown>;
}
