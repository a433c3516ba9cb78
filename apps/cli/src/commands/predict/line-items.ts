// Texts that are lines of standard input.

import { readLines } from "@newsclf/dataset/node";
import type { Item } from "./items.ts";

export async function* lineItems(encoding: string | null): AsyncGenerator<Item[]> {
  if (process.stdin.isTTY) process.stderr.write("a text a line; end with Ctrl-D\n");
  for await (const block of readLines(process.stdin, encoding ?? undefined)) {
    yield block.map((text) => ({ text, fields: {} }));
  }
}
