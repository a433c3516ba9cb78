// What to do about bytes that are no UTF-8, by what they would be in other encodings.

import { type Sentence, sentence, setting } from "@newsclf-internal/errors";
import { quoteText } from "../../escape-text.ts";

/** Lines are looked at up to so many bytes. */
const SAMPLE_BYTES = 2000;
const MAX_CANDIDATES = 3;
const MAX_SHOWN = 20;

const UTF8_SEQUENCE = /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}/g;

/** In the order in which they are named; what several read alike is the first of them. */
const CANDIDATES: readonly { readonly name: string; readonly script: RegExp; readonly isLatin: boolean }[] = [
  { name: "latin1", script: /\p{Script=Latin}/u, isLatin: true },
  { name: "windows-1250", script: /\p{Script=Latin}/u, isLatin: true },
  { name: "gb18030", script: /\p{Script=Han}/u, isLatin: false },
  { name: "big5", script: /\p{Script=Han}/u, isLatin: false },
  { name: "shift_jis", script: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u, isLatin: false },
  { name: "euc-jp", script: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u, isLatin: false },
  { name: "euc-kr", script: /\p{Script=Hangul}/u, isLatin: false },
  { name: "windows-1251", script: /\p{Script=Cyrillic}/u, isLatin: false },
  { name: "koi8-r", script: /\p{Script=Cyrillic}/u, isLatin: false },
  { name: "windows-1253", script: /\p{Script=Greek}/u, isLatin: false },
  { name: "windows-1256", script: /\p{Script=Arabic}/u, isLatin: false },
  { name: "windows-874", script: /\p{Script=Thai}/u, isLatin: false },
];

/** Control and private characters, and what no character has. */
const NO_TEXT = /[\p{Cn}\p{Co}\p{Cs}]|(?![\t\r\n])\p{Cc}/u;

/** @param hadUtf8 - Whether there was UTF-8 beyond ASCII before these bytes. @param at - The bad one. */
export function adviseEncoding(bytes: Buffer, at: number, hadUtf8: boolean): Sentence {
  if (hadUtf8 || isMostlyUtf8(bytes)) {
    return sentence`the rest is UTF-8: mend this byte, or use ${setting("onBadRow")}=skip to drop and count such rows`;
  }
  const start = bytes.lastIndexOf(10, at) + 1;
  const sample = bytes.subarray(start, start + SAMPLE_BYTES);
  const end = sample.lastIndexOf(10);
  const found = candidatesFor(end > 0 ? sample.subarray(0, end) : sample);
  if (found.length === 0) return sentence`find out its encoding, and name it: ${setting("encoding")} <name>`;
  if (found.length === 1) return sentence`${setting("encoding", found[0]!.name)}`;
  return found.flatMap(({ name, reads }, i) => [
    ...(i > 0 ? [", or "] : []),
    setting("encoding", name),
    ` (reads ${quoteText(reads)})`,
  ]);
}

function isMostlyUtf8(bytes: Buffer): boolean {
  const text = bytes.toString("latin1");
  const numSequences = text.match(UTF8_SEQUENCE)?.length ?? 0;
  const numOthers = text.replace(UTF8_SEQUENCE, "").match(/[\x80-\xff]/g)?.length ?? 0;
  return numSequences > 4 * numOthers;
}

function candidatesFor(sample: Buffer): { readonly name: string; readonly reads: string }[] {
  const found = new Map<string, { name: string; reads: string }>();
  for (const { name, script, isLatin } of CANDIDATES) {
    const text = decode(sample, name);
    if (text === undefined || NO_TEXT.test(text) || !isLikely(text, script, isLatin)) continue;
    const [first = ""] = /[^\s,;|"]*[^\0-\x7f][^\r\n,;|"]*/.exec(text) ?? [];
    if (!found.has(text)) found.set(text, { name, reads: first.slice(0, MAX_SHOWN) });
  }
  return [...found.values()].slice(0, MAX_CANDIDATES);
}

function decode(bytes: Buffer, encoding: string): string | undefined {
  try {
    // The sample may end inside a character.
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return undefined;
  }
}

/** Letters of one script, among those of ASCII or beside each other, with small ones after large ones. */
function isLikely(text: string, script: RegExp, isLatin: boolean): boolean {
  const letters = [...text.matchAll(/(?!\p{ASCII})\p{L}/gu)];
  const numOfScript = letters.filter(([letter]) => script.test(letter)).length;
  const numOthers = text.match(/(?!\p{ASCII})[\p{S}\p{N}]/gu)?.length ?? 0;
  if (letters.length === 0 || numOfScript < 0.95 * (letters.length + numOthers)) return false;
  if (/\p{Ll}\p{Lu}{2}|^\p{Ll}\p{Lu}/mu.test(text)) return false;
  // In ÌåÓý, which is 体育 in GBK, all letters stand beside each other.
  const numTogether = letters.filter(({ 0: letter, index }) =>
    [text.slice(0, index).at(-1), text[index + letter.length]].some(
      (other) => other !== undefined && /(?!\p{ASCII})\p{L}/u.test(other),
    ),
  ).length;
  return isLatin ? 2 * numTogether < letters.length : 2 * numTogether >= letters.length;
}
