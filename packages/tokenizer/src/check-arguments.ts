// Checks of arguments at the public edge.

/** Names a value of the wrong kind in an error message. */
export function describeKind(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "an array" : typeof value;
}

/** Throws `RangeError` unless `value` is an integer of at least `min`. */
export function checkInteger(where: string, name: string, value: number, min: number): void {
  if (!Number.isSafeInteger(value) || value < min) {
    throw new RangeError(`${where}: expected ${name} to be an integer of at least ${min}, got ${String(value)}`);
  }
}

/** Throws `TypeError` unless `text` is a string. */
export function checkText(where: string, text: unknown): asserts text is string {
  if (typeof text !== "string") {
    throw new TypeError(`${where}: expected a string, got ${describeKind(text)}; drop rows without a text first`);
  }
}

/** The number of tokens to keep, `Infinity` for all. */
export function checkLimit(where: string, maxLength: number | undefined): number {
  if (maxLength === undefined) return Number.POSITIVE_INFINITY;
  checkInteger(where, "maxLength", maxLength, 1);
  return maxLength;
}

/** The ids without padding; throws `RangeError` for an id that is not in the vocabulary. */
export function checkIds(tokenIds: ArrayLike<number>, vocab: readonly string[], padId: number): number[] {
  const ids: number[] = [];
  for (let i = 0; i < tokenIds.length; i++) {
    const id = tokenIds[i]!;
    if (vocab[id] === undefined) {
      const range = `0..${vocab.length - 1}`;
      throw new RangeError(
        `decode: id ${id} at position ${i} is outside ${range}; the ids come from another tokenizer`,
      );
    }
    if (id !== padId) ids.push(id);
  }
  return ids;
}
