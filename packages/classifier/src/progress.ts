// How far a long step is.

export interface Progress {
  /** What is being done, such as `reading news.csv`. */
  readonly step: string;
  readonly done: number;
  /** Undefined where nobody knows. */
  readonly total: number | undefined;
}

export type OnProgress = (progress: Progress) => void;

/** Passes texts on and tells how many of them have been taken. */
export function track(texts: readonly string[], step: string, onProgress: OnProgress | undefined): Iterable<string> {
  if (onProgress === undefined) return texts;
  return {
    *[Symbol.iterator]() {
      let done = 0;
      for (const text of texts) {
        onProgress({ step, done: done++, total: texts.length });
        yield text;
      }
    },
  };
}
