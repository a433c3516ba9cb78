// Two lists of tokenised texts as one.

import type { TokenDataset } from "@newsclf/dataset";

type Texts = Pick<TokenDataset, "tokenIds" | "offsets">;

/** The texts of `second` after those of `first`. */
export function joinTexts(first: Texts, second: Texts): Texts {
  const start = first.tokenIds.length;
  const tokenIds = new Int32Array(start + second.tokenIds.length);
  tokenIds.set(first.tokenIds);
  tokenIds.set(second.tokenIds, start);
  return { tokenIds, offsets: joinOffsets(first.offsets, second.offsets) };
}

/** The same with their labels. */
export function joinLabelled(first: TokenDataset, second: TokenDataset): TokenDataset {
  return { ...joinTexts(first, second), labels: Int32Array.from([...first.labels, ...second.labels]) };
}

function joinOffsets(first: Int32Array, second: Int32Array): Int32Array {
  const offsets = new Int32Array(first.length + second.length - 1);
  offsets.set(first);
  offsets.set(
    second.subarray(1).map((end) => first.at(-1)! + end),
    first.length,
  );
  return offsets;
}
