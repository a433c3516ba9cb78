import { NgramReader } from "../../src/ngrams/ngram-reader.ts";

/** The n-grams of a text. */
export interface Keys {
  /** A pair of words before the second one. */
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
    const [words, characters]: [number[], number[][]] = [[], []];
    reader.read(text, {
      pair: (number) => words.push(keys[number]!),
      piece: (_, numbers, start, middle, end) => {
        words.push(...Array.from(numbers.subarray(start, middle), (number) => keys[number]!));
        characters.push(Array.from(numbers.subarray(middle, end), (number) => keys[number]!));
      },
    });
    return { words, characters };
  };
}

export function readKeys(text: string): Keys {
  return createKeyReader()(text);
}
