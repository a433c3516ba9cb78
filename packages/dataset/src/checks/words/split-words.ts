// What counts as a word where no tokenizer has been at work.

import { canonicalText } from "../../text-hash.ts";
import { SPACELESS, splitSpaceless } from "./spaceless.ts";

/** Runs of letters, marks and digits of the canonical text; pairs of characters in scripts that write no spaces. */
export function splitWords(text: string): string[] {
  const canonical = canonicalText(text);
  const runs = canonical.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu) ?? [];
  return SPACELESS.test(canonical) ? runs.flatMap(splitSpaceless) : runs;
}
