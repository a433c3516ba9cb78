// What the page of a run shows. n = examples of the test split.

import type { Evaluation } from "../evaluate-prediction.ts";
import type { Prediction } from "../prediction.ts";
import type { PredictionTable } from "../tables/prediction-table.ts";
import type { EpochScores } from "./epoch-scores.ts";

/** A result among others. */
export type Scored = Pick<Evaluation, "accuracy" | "accuracyInterval" | "macroF1" | "microF1" | "loss">;

/** A word of a text. */
export interface MovedWord {
  /** With the white space after it. */
  readonly word: string;
  /** How far it moves the answer towards the class, in nats: such as how much higher the log-odds are with it than without it. */
  readonly effect: number;
}

/** What is absent is not shown. */
export interface Report {
  readonly title: string;
  /** The result in words, a paragraph each. */
  readonly verdict: readonly string[];
  /** How others do on the same examples, each with its name; the model itself is one of them. */
  readonly comparison?: readonly (readonly [name: string, Scored])[] | undefined;
  readonly settings: Readonly<Record<string, unknown>>;
  /** `isBest`: whether the model has the weights of the best epoch. */
  readonly training: {
    readonly history: readonly EpochScores[];
    readonly bestEpoch: number;
    readonly isBest: boolean;
  };
  readonly evaluation: Evaluation;
  /** The examples of that evaluation. */
  readonly predictions: PredictionTable;
  /** What the model said of them before its calibration. */
  readonly uncalibrated?: Prediction | undefined;
  /** The confidence in `[0, 1]` under which the model gives no answer. */
  readonly abstainBelow?: number | undefined;
  /** The loss at rising learning rates, and the rate that follows from it. */
  readonly learningRateSearch?:
    | { readonly rates: readonly number[]; readonly losses: readonly number[]; readonly suggestion: number | null }
    | undefined;
  /** What was found in the data: `pass`, `warn` or `fail`. */
  readonly checks?: readonly { readonly status: string; readonly code: string; readonly message: string }[] | undefined;
  /** By example: the words of its text, in their order, the first ones if it is long. */
  readonly movedBy?: ReadonlyMap<number, readonly MovedWord[]> | undefined;
  /** By example: the class that these words moved the answer to or from, where that is not the predicted label. */
  readonly movedTo?: ReadonlyMap<number, string> | undefined;
  /** `[n]`, in tokens. Default: the words of the texts are counted. */
  readonly lengths?: Int32Array | undefined;
}
