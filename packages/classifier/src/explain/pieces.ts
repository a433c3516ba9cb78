// A text as pieces that can be told of one by one.

import type { Tokenizer } from "@newsclf/tokenizer";

/** What stands between two runs of white space, and which tokens of the text are in it. */
export interface Piece {
  readonly text: string;
  /** White space after it. */
  readonly space: string;
  /** Position of its first token, and one after its last, among the tokens that the model reads. */
  readonly from: number;
  readonly to: number;
}

/** @param tokenizer - That of the LSTM; without one no piece has tokens. */
export function splitPieces(text: string, tokenizer: Tokenizer | undefined, maxLength: number): Piece[] {
  let [end, before] = [0, ""];
  return Array.from(text.matchAll(/(\S+)(\s*)/g), ({ 0: match, 1: piece, 2: space, index }) => {
    const from = end;
    if (/^\ufeff+$/.test(space!) && index + match.length < text.length) {
      before += match;
      return { text: piece!, space: space!, from, to: end };
    }
    // Tokenizers separate at white space, whatever else they do; U+FEFF is none to them, and what it stands in is one word.
    end = Math.min(maxLength, end + (tokenizer?.encode(before + piece).length ?? 0));
    before = "";
    return { text: piece!, space: space!, from, to: end };
  });
}
