/** The loss, and the other metrics by name. */
export interface Scores {
  readonly loss: number;
  readonly [metric: string]: number;
}

/** What training reports of an epoch. */
export interface EpochScores {
  /** 1-based. */
  readonly epoch: number;
  readonly train: Scores;
  /** Absent without a validation split. */
  readonly validation?: Scores | undefined;
  /** Of training rows that folds did not train on; absent without folds. */
  readonly outOfFold?: Scores | undefined;
}

/** What an epoch may be scored on, in the order of its curves, and how people call it. */
export const SCORED_SPLITS = { train: "train", validation: "validation", outOfFold: "out-of-fold" } as const;

export type ScoredSplit = keyof typeof SCORED_SPLITS;

/** Those that an epoch was scored on. */
export function scoredSplits(scores: EpochScores): [split: ScoredSplit, scores: Scores][] {
  return (Object.keys(SCORED_SPLITS) as ScoredSplit[]).flatMap((split) => {
    const ofSplit = scores[split];
    return ofSplit === undefined ? [] : [[split, ofSplit]];
  });
}

/** A score by the name that people watch it under: `scoreName("validation", "macroF1")` is `validationMacroF1`. */
export function scoreName(split: string, metric: string): string {
  return `${split}${metric.charAt(0).toUpperCase()}${metric.slice(1)}`;
}
