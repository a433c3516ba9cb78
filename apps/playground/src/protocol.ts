// What the page and its worker say to each other: plain data, which a message can carry.

import type { EpochRecord, GivenSettings, SomeSettings } from "@newsclf/classifier";
import type { Evaluation } from "@newsclf/evaluation";

/** What can be asked of the worker. Calls are answered one after another. */
export interface Calls {
  /** Reads files; what was read is what is trained on. */
  readonly read: { readonly args: ReadArgs; readonly answer: DataSummary };
  /** The names of the columns of a file in which none looks like the text or the label. */
  readonly header: { readonly args: ReadArgs; readonly answer: readonly string[] };
  /** Prepares what was read as training would, and says what is wrong with it. */
  readonly check: { readonly args: { readonly settings: GivenSettings }; readonly answer: DataCheck };
  readonly train: { readonly args: { readonly settings: GivenSettings }; readonly answer: RunResult };
  /** The files of a model folder, or a zip with them. */
  readonly open: { readonly args: { readonly files: readonly ModelFile[] }; readonly answer: ModelInfo };
  /** The model folder as a zip. */
  readonly save: { readonly args: undefined; readonly answer: Uint8Array<ArrayBuffer> };
  readonly explain: { readonly args: ExplainArgs; readonly answer: Explained };
}

export type CallName = keyof Calls;

export interface ReadArgs {
  readonly files: readonly File[];
  /** Those that say how files are read. */
  readonly settings: SomeSettings;
}

export interface ModelFile {
  /** With the folders above it, where they are known. */
  readonly path: string;
  readonly file: File;
}

export interface ExplainArgs {
  readonly text: string;
  /** The class to explain. Default: the most probable one. */
  readonly label?: string | undefined;
}

export type ToWorker =
  | { readonly kind: "call"; readonly call: number; readonly name: CallName; readonly args: unknown }
  /** Ends training, keeping what is whole. */
  | { readonly kind: "stop" };

export type FromWorker =
  | { readonly kind: "answer"; readonly call: number; readonly answer: unknown }
  | { readonly kind: "error"; readonly call: number; readonly error: Problem }
  | { readonly kind: "news"; readonly call: number; readonly news: News };

/** What happens while a call is answered. */
export type News =
  /** `done` in `[0, total]`. */
  | { readonly kind: "progress"; readonly step: string; readonly done: number; readonly total: number | undefined }
  | { readonly kind: "engine"; readonly engine: string }
  | { readonly kind: "epoch"; readonly epoch: EpochRecord; readonly numEpochs: number };

export type Tell = (news: News) => void;

/** An error as it is shown. */
export interface Problem {
  /** `STOPPED` where somebody wanted it so, `INTERNAL` for a defect. */
  readonly code: string;
  readonly message: string;
  readonly place?: string | undefined;
  /** The offending line. */
  readonly excerpt?: string | undefined;
  readonly fix?: string | undefined;
  /** Further rows with something wrong; 20 stands for 20 or more. */
  readonly more?: number | undefined;
}

export interface DataSummary {
  /** Of the files. */
  readonly name: string;
  readonly numRows: number;
  readonly numKept: number;
  /** Rows left out, by the code of what is wrong with them. */
  readonly dropped: Readonly<Record<string, number>>;
  readonly header: readonly string[];
  readonly textColumns: readonly string[];
  readonly labelColumn: string | undefined;
  /** The first rows. */
  readonly rows: readonly { readonly text: string; readonly label: string }[];
}

export interface ClassCount {
  readonly name: string;
  readonly count: number;
}

export interface DataCheck {
  readonly classes: readonly ClassCount[];
  /** What else is known of the data: a name and what is said of it. */
  readonly facts: readonly (readonly [name: string, words: string])[];
  readonly checks: readonly Finding[];
}

export interface Finding {
  readonly status: "pass" | "warn" | "fail";
  readonly code: string;
  readonly message: string;
  readonly fix?: string | undefined;
  /** Records of the first rows, from 1. */
  readonly records: readonly number[];
  readonly numRows: number;
}

export interface ModelInfo {
  readonly classNames: readonly string[];
  readonly isMultiLabel: boolean;
  /** Such as `LSTM and n-grams`. */
  readonly parts: string;
}

export interface RunResult extends ModelInfo {
  /** A paragraph each. */
  readonly verdict: readonly string[];
  readonly test: Evaluation;
  /** Others on the same texts, by what they are called. */
  readonly others: readonly (readonly [name: string, evaluation: Evaluation])[];
  readonly epochs: readonly EpochRecord[];
  /** Some of the test texts, which the model has not seen. */
  readonly texts: readonly { readonly text: string; readonly label: string }[];
}

/** A text, its classes and its words. */
export interface Explained {
  /** All classes, the most probable first; none for a text without a word. */
  readonly classes: readonly ClassProbability[];
  /** Why one of them has its score; undefined where there are none. */
  readonly explanation: Reasons | undefined;
}

export interface ClassProbability {
  readonly name: string;
  /** In `[0, 1]`. */
  readonly probability: number;
  /** Whether the model gives it as an answer. */
  readonly isGiven: boolean;
}

export interface Reasons {
  readonly label: string;
  /** In logits. */
  readonly score: number;
  readonly base: number | undefined;
  readonly words: readonly MovedWord[];
}

export interface MovedWord {
  readonly word: string;
  readonly space: string;
  /** In logits. */
  readonly effect: number;
  readonly lstm?: number | undefined;
  readonly ngrams?: number | undefined;
}
