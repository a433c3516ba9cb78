/** Values by the name of the metric; `loss` is among them. */
export type Scores = Readonly<Record<string, number>>;

/** What training reports of an epoch. */
export interface EpochScores {
  /** 1-based. */
  readonly epoch: number;
  readonly train: Scores;
  /** Absent without a validation split. */
  readonly validation?: Scores | undefined;
}
