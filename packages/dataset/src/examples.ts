// Labelled texts before they are tokens: columns, not an object per row, so that a million of them fit.

/** Rows that have what they need. All arrays have the same length. */
export interface Examples {
  /** Several text columns are joined by a blank. */
  readonly texts: string[];
  /** Class names; "" throughout when no label was asked for. */
  readonly labelNames: string[];
  /** What stands for the row in tables: the title column, or the text where there is none. */
  readonly titles: string[];
  /** 1-based numbers of the data rows, counted through all files. */
  readonly records: number[];
  /** Further columns that were asked for, by name. */
  readonly columns: ReadonlyMap<string, string[]>;
}

/** No rows yet, with a place for each further column. */
export function emptyExamples(columns: Iterable<string> = []): Examples {
  return {
    texts: [],
    labelNames: [],
    titles: [],
    records: [],
    columns: new Map(Array.from(columns, (name) => [name, []])),
  };
}

/** Adds the rows of `more`, which must have the same further columns. */
export function appendExamples(examples: Examples, more: Examples): void {
  const lists = listsOf(examples);
  // Element by element: spreading a large block into `push` overflows the stack.
  listsOf(more).forEach((values, i) => {
    for (const value of values) lists[i]!.push(value);
  });
}

/** The examples at `rows`, in that order. */
export function selectExamples(examples: Examples, rows: Iterable<number>): Examples {
  const selected = emptyExamples(examples.columns.keys());
  const lists = listsOf(selected);
  const sources = listsOf(examples);
  for (const row of rows) sources.forEach((values, i) => void lists[i]!.push(values[row]!));
  return selected;
}

function listsOf({ texts, labelNames, titles, records, columns }: Examples): (string | number)[][] {
  return [texts, labelNames, titles, records, ...columns.values()];
}
