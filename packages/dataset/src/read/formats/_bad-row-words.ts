// What readers of several formats say of rows that they cannot take.

import { type Sentence, sentence, setting } from "@newsclf-internal/errors";

/** Another way out of a bad row, after the one that mends it. */
export function orSkip(repair: Sentence, what: "rows" | "records" = "rows"): Sentence {
  const skip = sentence`, or use ${setting("onBadRow")}=skip to drop and count such ${what}`;
  return [...toParts(repair), ...toParts(skip)];
}

/** A field, or a file that is one, past the limit. */
export function describeTooLong(what: "field" | "file", maxBytes: number, more = ""): Sentence {
  return sentence`${what} longer than ${maxBytes.toLocaleString("en-US")} bytes (limit ${setting("maxFieldBytes")})${more}`;
}

function toParts(words: Sentence): Exclude<Sentence, string> {
  return typeof words === "string" ? [words] : words;
}
