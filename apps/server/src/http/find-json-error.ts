// Where a text stops being JSON: JSON.parse says so only in words that differ between versions of Node.

export interface JsonError {
  /** In UTF-16 units, from 0; the length of the text where more was expected. */
  readonly index: number;
  readonly message: string;
}

/** Blanks, then one token; the parts of a string are looked at when it is not whole. */
const TOKEN =
  /[ \t\n\r]*(?:([{}[\],:])|("(?:[^"\\\p{Cc}]|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-]))/uy;
const BLANKS = /[ \t\n\r]*/y;
const STRING_START = /"(?:[^"\\\p{Cc}]|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/uy;

type Expected = "value" | "value or ]" | "key" | "key or }" | ":" | ", or ]" | ", or }" | "end";

/** @param text - One that JSON.parse refuses. */
export function findJsonError(text: string): JsonError {
  const open: ("{" | "[")[] = [];
  let [index, expected] = [0, "value" as Expected];
  const afterValue = (): Expected => (open.length === 0 ? "end" : open.at(-1) === "{" ? ", or }" : ", or ]");
  for (;;) {
    TOKEN.lastIndex = index;
    const match = TOKEN.exec(text);
    const [, mark, string] = match ?? [];
    const isValue = match !== null && mark === undefined;
    if (match === null) return describe(text, index, expected);
    const wantsValue = expected === "value" || expected === "value or ]";
    const wantsKey = expected === "key" || expected === "key or }";
    if (wantsValue && (mark === "{" || mark === "[")) {
      open.push(mark);
      expected = mark === "{" ? "key or }" : "value or ]";
    } else if (wantsValue && isValue) expected = afterValue();
    else if (wantsKey && string !== undefined) expected = ":";
    else if (expected === ":" && mark === ":") expected = "value";
    else if (expected === ", or ]" && mark === ",") expected = "value";
    else if (expected === ", or }" && mark === ",") expected = "key";
    else if (mark !== undefined && expected.endsWith(` or ${mark}`)) {
      open.pop();
      expected = afterValue();
    } else return describe(text, index, expected);
    index = TOKEN.lastIndex;
  }
}

function describe(text: string, from: number, expected: Expected): JsonError {
  BLANKS.lastIndex = from;
  BLANKS.exec(text);
  const index = BLANKS.lastIndex;
  const wanted = expected === "end" ? "the end" : expected;
  if (index === text.length) return { index, message: `expected ${wanted}, found the end` };
  if (text[index] === '"' && /value|key/.test(expected)) {
    STRING_START.lastIndex = index;
    STRING_START.exec(text);
    const at = STRING_START.lastIndex;
    const message = at === text.length ? "a string does not end" : "a string holds what has to be escaped";
    return { index: at, message };
  }
  return { index, message: `expected ${wanted}` };
}
