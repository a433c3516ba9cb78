// The settings that say what is read, and how.

import { isEncoding, standardEncoding } from "../encoding.ts";
import { inGroup } from "../group.ts";
import { character, choice, flag, integer, names, optional, orNone, text, texts } from "../setting.ts";

const data = inGroup("Data");

const SOURCES =
  "CSV, TSV, JSON Lines, JSON or Parquet file, pattern, folder of texts by class, - (stdin), or hf://owner/name";

export const DATA_SETTINGS = {
  data: data(optional(text("file")), { about: SOURCES, default: null }),
  validationData: data(optional(text("file")), {
    about: "labelled texts to validate on; data is then split without validation",
    default: null,
  }),
  testData: data(optional(text("file")), {
    about: "labelled texts to test on; data is then split without test",
    default: null,
  }),
  delimiter: data(
    optional(
      text("char", {
        isValid: (char) => char.length === 1 && !/["\r\n]/.test(char),
        expected: "one character (tab: \\t) that is no quote and no line end",
        parse: (text) => (text === "\\t" || text === "tab" ? "\t" : text),
      }),
    ),
    { about: "between columns", default: null, defaultText: "found in the header" },
  ),
  encoding: data(
    optional(
      text("name", {
        isValid: isEncoding,
        expected: "utf8, latin1, utf16le or another encoding that browsers know",
        parse: standardEncoding,
      }),
    ),
    { about: "of the file, such as utf8, latin1, utf16le", default: null },
  ),
  textColumn: data(optional(texts("name")), {
    about: "column of the text; given several times, they are joined by a blank",
    default: null,
  }),
  labelColumn: data(optional(text("name")), { about: "column of the label", default: null }),
  labelColumns: data(optional(names()), {
    about:
      "instead of a label: columns called after the classes, each with its share of the row, such as a probability",
    default: null,
  }),
  labelSeparator: data(
    optional(text("chars", { isValid: (chars) => chars !== "", expected: "at least one character" })),
    {
      about:
        "between the labels of a text, which may then have several, or none where the column is empty; lists in JSON and Parquet need none",
      default: null,
    },
  ),
  weightColumn: data(optional(text("name")), {
    about: "column that says how much each row counts in training, relative to the others",
    default: null,
  }),
  titleColumn: data(optional(text("name")), {
    about: "column that stands for a row in predictions.csv",
    default: null,
  }),
  quote: data(orNone(character()), { about: "around fields of CSV files; none: quotes are text", default: '"' }),
  escape: data(optional(character()), {
    about: "before a quote that is text, such as \\",
    default: null,
    defaultText: "the quote itself",
  }),
  relaxQuotes: data(flag(), { about: "take a quote inside an unquoted field as it is", default: false }),
  comment: data(optional(character()), {
    about: "begins lines of CSV files that are left out",
    default: null,
    defaultText: "none",
  }),
  skipLines: data(integer(0, undefined, "lines"), { about: "left out before the header", default: 0 }),
  header: data(flag(), {
    about: "the first row of CSV files names the columns",
    aboutOff: "the first row is data; columns are named by their numbers, from 1, or by columns",
    default: true,
  }),
  columns: data(optional(names()), { about: "their names, for files without a header", default: null }),
  maxFieldBytes: data(integer(1), { about: "longest field", default: 1_000_000 }),
  onBadRow: data(choice(["error", "skip"], "action"), {
    about: "rows that cannot be read; those without text or label are left out",
    default: "error",
  }),
  limit: data(orNone(integer(1, undefined, "rows")), {
    about: "use the first so many rows of each file",
    default: null,
  }),
};
