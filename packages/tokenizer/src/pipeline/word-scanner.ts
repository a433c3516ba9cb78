// Finds the words of a text: the pipeline's normaliser and pre-tokenizer in one pass over the UTF-16 units.
//
// Nearly every unit of real text normalises by itself: one table look-up gives its lower-case, composed form, or says
// that it separates words. Where a unit does not (combining marks, conjoining jamo, surrogates, invisible characters),
// the stretch from the start of its word to the next separator takes the slow road, the pipeline spelled out. The two
// roads give the same words, because no character left of a separator composes with anything right of it.

import { finishHash, HASH_SEED, hashUnit, WordTable } from "@newsclf-internal/word-table";
import { SPACELESS } from "./_segment.ts";
import { type PipelineSettings, wordClasses } from "./pipeline.ts";
import { type SpelledOut, spellOut } from "./spelled-out.ts";

/** Receives a word: its units in `units[0 .. length)`, valid during the call. Returns false to stop the scan. */
export type OnWord = (units: Uint16Array, length: number, hash: number) => boolean;

// Values of the unit table; any other is the unit that a word gets.
const SEPARATOR = 0;
const UNSEEN = 1;
const COMPLEX = 2;

// Characters that interact with their neighbours under NFC: marks and conjoining jamo.
const INTERACTS = /[\p{M}\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]/u;

/** A pipeline made ready to run. */
export class WordScanner {
  readonly #table = new Uint16Array(1 << 16).fill(UNSEEN);
  readonly #spelledOut: SpelledOut;
  readonly #first: RegExp;
  readonly #stopWords: WordTable | undefined;
  readonly #segments: boolean;
  #units = new Uint16Array(256);

  constructor(settings: PipelineSettings) {
    this.#spelledOut = spellOut(settings);
    this.#first = new RegExp(wordClasses(settings).first, "u");
    this.#segments = settings.segmentation === "dictionary";
    if (settings.stopWords.length > 0) this.#stopWords = WordTable.of([...new Set(settings.stopWords)]);
  }

  /** The words of a text by the slow road. */
  words(text: string): string[] {
    return this.#spelledOut.words(text);
  }

  /** Reports the words of a text in order. */
  scan(text: string, onWord: OnWord): void {
    const table = this.#table;
    const stopWords = this.#stopWords;
    const end = text.length;
    let units = this.#units;
    let i = 0;
    while (i < end) {
      let unit = table[text.charCodeAt(i)]!;
      if (unit === UNSEEN) unit = this.#classify(text.charCodeAt(i));
      if (unit === SEPARATOR) {
        i++;
        continue;
      }
      const start = i;
      let length = 0;
      let hash = HASH_SEED;
      while (unit > COMPLEX) {
        if (length === units.length) units = this.#growUnits();
        units[length++] = unit;
        hash = hashUnit(hash, unit);
        if (++i === end) break;
        unit = table[text.charCodeAt(i)]!;
        if (unit === UNSEEN) unit = this.#classify(text.charCodeAt(i));
      }
      if (i === end || unit === SEPARATOR) {
        hash = finishHash(hash);
        if (stopWords !== undefined && stopWords.find(units, length, hash) >= 0) continue;
        if (!onWord(units, length, hash)) return;
        continue;
      }
      i = this.#nextSeparator(text, i);
      for (const word of this.words(text.slice(start, i))) if (!this.#report(word, onWord)) return;
      units = this.#units;
    }
  }

  #report(word: string, onWord: OnWord): boolean {
    while (this.#units.length < word.length) this.#growUnits();
    let hash = HASH_SEED;
    for (let i = 0; i < word.length; i++) {
      const unit = word.charCodeAt(i);
      this.#units[i] = unit;
      hash = hashUnit(hash, unit);
    }
    return onWord(this.#units, word.length, finishHash(hash));
  }

  #nextSeparator(text: string, from: number): number {
    let i = from;
    for (; i < text.length; i++) {
      const code = text.charCodeAt(i);
      const unit = this.#table[code]!;
      if ((unit === UNSEEN ? this.#classify(code) : unit) === SEPARATOR) break;
    }
    return i;
  }

  #classify(code: number): number {
    const char = String.fromCharCode(code);
    const normalized = this.#spelledOut.normalize(char);
    const isSurrogate = code >= 0xd800 && code <= 0xdfff;
    let unit: number = COMPLEX;
    if (!isSurrogate && normalized.length === 1 && !INTERACTS.test(char + normalized)) {
      unit = this.#first.test(normalized) ? normalized.charCodeAt(0) : SEPARATOR;
      if (this.#segments && SPACELESS.test(normalized)) unit = COMPLEX;
    }
    this.#table[code] = unit;
    return unit;
  }

  #growUnits(): Uint16Array<ArrayBuffer> {
    const units = new Uint16Array(this.#units.length * 2);
    units.set(this.#units);
    this.#units = units;
    return units;
  }
}
