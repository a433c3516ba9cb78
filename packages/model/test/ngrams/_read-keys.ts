import { NgramReader } from "../../src/ngrams/ngram-reader.ts";

/** The n-grams of a text. */
export interface Keys {
  /** Of each piece its words, then those of the pairs between pieces. */
  readonly words: number[];
  /** Of each piece. */
  readonly characters: number[][];
}

/** A reader that numbers all n-grams, and gives their keys back. */
export function createKeyReader(maxPieces?: number): (text: string) => Keys {
  const keys: number[] = [];
  const numberOf = (key: number): number => keys.push(key) - 1;
  const reader = new NgramReader({ wordNumber: numberOf, characterNumber: numberOf, maxPieces });
  return (text) => {
    const read = reader.read(text);
    const [words, characters]: [number[], number[][]] = [[], []];
    const taking = (into: (numbers: number[]) => void) => ({
      addAll: (numbers: Int32Array, start: number, end: number) =>
        into(Array.from(numbers.subarray(start, end), (number) => keys[number]!)),
    });
    reader.addWords(
      read,
      taking((some) => words.push(...some)),
    );
    reader.addCharacters(
      read,
      taking((some) => characters.push(some)),
    );
    return { words, characters };
  };
}

export function readKeys(text: string): Keys {
  return createKeyReader()(text);
}
