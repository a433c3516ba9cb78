// A sum whose order does not depend on who adds: always the same binary tree over the same leaves.

import type { ProcessGroup } from "./process-group.ts";

const ALONE = { rank: 0, size: 1 };

/** What is added up. */
export interface Summands<T> {
  /** Called once for each leaf of this process, in their order. */
  leaf(index: number): T;
  add(left: T, right: T): T | Promise<T>;
  /** Of a value that is not used afterwards. */
  encode(value: T): Promise<Uint8Array>;
  decode(bytes: Uint8Array): T;
}

/**
 * Each process computes a run of the leaves, and as much of the tree as lies in it; what is left is added by whoever has the left
 * half. At most one value a level is kept.
 *
 * @param numLeaves - At least 1.
 * @param group - Default: this process alone.
 * @returns On rank 0; undefined elsewhere.
 */
export function sumTree<T>(
  numLeaves: number,
  { leaf, add, encode, decode }: Summands<T>,
  group?: ProcessGroup,
): Promise<T | undefined> {
  const { rank, size } = group ?? ALONE;
  const ownerOf = (index: number): number => Math.floor((index * size) / numLeaves);

  async function sum(from: number, to: number): Promise<T | undefined> {
    if (rank < ownerOf(from) || rank > ownerOf(to - 1)) return undefined;
    if (to - from === 1) return leaf(from);
    const middle = (from + to) >>> 1;
    const left = await sum(from, middle);
    const right = await sum(middle, to);
    const [ofLeft, ofRight] = [ownerOf(from), ownerOf(middle)];
    if (ofLeft !== ofRight && rank === ofRight) await group!.send(ofLeft, await encode(right!));
    if (rank !== ofLeft) return undefined;
    return add(left!, ofLeft === ofRight ? right! : decode(await group!.receive(ofRight)));
  }

  return sum(0, numLeaves);
}
