// The settings that say how the parts are trained.

import { METRICS, scoreName } from "@newsclf/evaluation";
import { inGroup } from "../group.ts";
import {
  choice,
  choices,
  classWeights,
  flag,
  integer,
  number,
  numberAbove,
  optional,
  orNone,
  text,
} from "../setting.ts";

const training = inGroup("Training");

/** What training reports of an epoch. */
const METRIC_NAMES = METRICS.map(({ name }) => name);

const SCORES = ["validation", "train"].flatMap((split) =>
  ["loss", ...METRIC_NAMES].map((metric) => scoreName(split, metric)),
);

/** Three weeks: timers of Node end before the fourth. */
const MAX_MINUTES = 30_240;

export const TRAINING_SETTINGS = {
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
  accumulateBatches: training(integer(1, undefined, "batches"), {
    about: "batches that together make a step, with the gradient of one large batch in the memory of a small one",
    default: 1,
  }),
  batchParts: training(optional(integer(1, undefined, "parts")), {
    about:
      "parts of each batch, added in a fixed order: as many processes may share it, and end with the bits of any other number of them",
    default: null,
    defaultText: "1; 4 where processes train together",
  }),
  bucketed: training(flag(), {
    about: "put texts of similar length into a batch",
    aboutOff: "any texts may meet in a batch",
    default: true,
  }),
  sampling: training(choice(["all", "class-balanced"]), { about: "rows of an epoch", default: "all" }),
  initFrom: training(optional(text("folder")), {
    about:
      "model folder whose LSTM this one begins with, of whatever words and classes; the n-grams are fitted anew (resume goes on with a run that was cut short)",
    default: null,
  }),
  classWeights: training(orNone(classWeights()), {
    about: "how much rows of each class count; balanced: all classes alike",
    default: null,
  }),
  labelSmoothing: training(number(0, 1), {
    about: "share of each row that all classes have alike when the LSTM is trained",
    default: 0,
  }),
  focalGamma: training(number(0), {
    about: "how much less the LSTM minds rows that it answers well: focal loss",
    default: 0,
  }),
  numEpochs: training(optional(integer(1)), {
    about: "passes over the training texts, at most",
    default: null,
    defaultText: "12 below 2,000 training rows, 9 below 3,500, else 6",
  }),
  limitTrainBatches: training(orNone(integer(1, undefined, "batches")), {
    about: "batches of each epoch, at most",
    default: null,
    defaultText: "all",
  }),
  overfitBatches: training(orNone(integer(1, undefined, "batches")), {
    about:
      "train the LSTM alone on the first so many batches, always the same, and validate on them: what can learn gets them right",
    default: null,
    defaultText: "off",
  }),
  optimizer: training(choice(["adamw", "sgd"]), {
    about: "how gradients become steps; sgd wants a learning rate about a hundred times as high",
    default: "adamw",
  }),
  momentum: training(number(0, 1), { about: "of sgd", default: 0.9 }),
  averageDecay: training(orNone(number(0, 1)), {
    about:
      "measure, and end with, a moving average of the weights, such as 0.999: what it keeps of itself in a step; none: the weights",
    default: null,
  }),
  maxMinutes: training(orNone(numberAbove(0, MAX_MINUTES)), {
    about:
      "after so long training ends as if it were interrupted: what is whole is kept and measured, and resume goes on",
    default: null,
    defaultText: "no limit",
  }),
  learningRate: training(number(0), { about: "of the optimizer, at its highest", default: 4e-3 }),
  findLearningRate: training(flag(), {
    about: "look for the learning rate first: that at which the loss falls most steeply in a sweep of 100 steps",
    default: false,
  }),
  warmup: training(number(0, 1), { about: "share of the steps in which the learning rate rises to it", default: 0 }),
  learningRateDecay: training(choice(["constant", "linear", "cosine", "reduce-on-plateau"]), {
    about:
      "how the learning rate falls over the epochs: to 0, or when the monitored score (without held-out texts: trainLoss) does not get better",
    default: "linear",
  }),
  plateauFactor: training(number(0, 1), {
    about: "what reduce-on-plateau multiplies the learning rate with",
    default: 0.1,
  }),
  plateauPatience: training(integer(0, undefined, "epochs"), {
    about: "epochs without a better score that pass before reduce-on-plateau lowers the learning rate",
    default: 2,
  }),
  weightDecay: training(number(0), { about: "of the optimizer", default: 1e-2 }),
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
    about: "what early stopping and reduce-on-plateau watch; in a fold, validation is what it does not train on",
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
};
