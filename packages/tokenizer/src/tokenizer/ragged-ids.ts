// Collects the ids of many texts in two flat arrays that grow as needed.

import type { EncodedTexts } from "./tokenizer.ts";

/** Token ids of many texts, under construction. */
export class RaggedIds {
  numTokens = 0;
  #tokenIds = new Int32Array(1 << 12);
  #offsets = new Int32Array(1 << 8);
  #numTexts = 0;

  get numTexts(): number {
    return this.#numTexts;
  }

  push(tokenId: number): void {
    if (this.numTokens === this.#tokenIds.length) this.#tokenIds = double(this.#tokenIds);
    this.#tokenIds[this.numTokens++] = tokenId;
  }

  endText(): void {
    if (++this.#numTexts === this.#offsets.length) this.#offsets = double(this.#offsets);
    this.#offsets[this.#numTexts] = this.numTokens;
  }

  finish(numTruncated: number, numUnknown: number): EncodedTexts {
    return {
      tokenIds: this.#tokenIds.slice(0, this.numTokens),
      offsets: this.#offsets.slice(0, this.#numTexts + 1),
      numTruncated,
      numUnknown,
    };
  }
}

function double(values: Int32Array): Int32Array<ArrayBuffer> {
  const doubled = new Int32Array(values.length * 2);
  doubled.set(values);
  return doubled;
}
