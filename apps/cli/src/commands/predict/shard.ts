// A part of the texts, for one of several processes that share them.

import { InvalidArgumentError, Option } from "commander";

export interface Shard {
  /** In `0 .. count - 1`. */
  readonly index: number;
  readonly count: number;
}

export function shardOption(): Option {
  const about = "label every n-th text alone, from number i on, counted from 0: for n processes that share the work";
  return new Option("--shard <i/n>", about).argParser((written): Shard => {
    const [, index, count] = (/^(\d{1,9})\/(\d{1,9})$/.exec(written) ?? []).map(Number);
    if (index !== undefined && count !== undefined && index < count) return { index, count };
    throw new InvalidArgumentError("Expected i/n with i in 0..n-1, such as 0/8.");
  });
}

/** Those of the shard, in their order, in blocks as large as theirs. */
export async function* takeShard<T>(
  blocks: AsyncIterable<readonly T[]> | Iterable<readonly T[]>,
  { index, count }: Shard,
): AsyncGenerator<T[]> {
  let [start, largest] = [0, 0];
  let mine: T[] = [];
  for await (const block of blocks) {
    mine.push(...block.filter((_, i) => (start + i) % count === index));
    start += block.length;
    largest = Math.max(largest, block.length);
    if (mine.length < largest) continue;
    yield mine;
    mine = [];
  }
  if (mine.length > 0) yield mine;
}
