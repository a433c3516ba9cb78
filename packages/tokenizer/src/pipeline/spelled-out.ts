// The pipeline run step by step, as its JSON says: what the table scan must agree with, and where it sends the rest.

import { composeText } from "./_compose.ts";
import { createSegmenter } from "./_segment.ts";
import { createPipeline, type PipelineSettings, type PipelineStep, wordClasses } from "./pipeline.ts";

/** A pipeline as functions of a whole text. */
export interface SpelledOut {
  normalize(text: string): string;
  /** The tokens of a text, in order. */
  words(text: string): string[];
}

/** Makes the functions of a pipeline. Throws `Error` where the runtime lacks `Intl.Segmenter` and the pipeline needs it. */
export function spellOut(settings: PipelineSettings): SpelledOut {
  const steps = createPipeline(settings).normalizer.normalizers.map(normalizerFunction);
  const { first, rest } = wordClasses(settings);
  const firstClass = new RegExp(first, "u");
  const restClass = new RegExp(rest, "u");
  const segment = settings.segmentation === "dictionary" ? createSegmenter() : undefined;
  const stopWords = new Set(settings.stopWords);

  const normalize = (text: string) => steps.reduce((result, step) => step(result), text);
  const words = (text: string) => {
    let found = splitWords(normalize(text), firstClass, restClass);
    if (segment !== undefined) found = found.flatMap(segment);
    return stopWords.size === 0 ? found : found.filter((word) => !stopWords.has(word));
  };
  return { normalize, words };
}

function normalizerFunction(step: PipelineStep): (text: string) => string {
  if (step.type === "Lowercase") return (text) => text.toLowerCase();
  if (step.type === "NFC") return composeText;
  if (step.type === "NFD") return (text) => composeText(text).normalize("NFD");
  const { Regex, String: literal } = step.pattern as { Regex?: string; String?: string };
  const find = Regex === undefined ? literal! : new RegExp(Regex, "gu");
  return (text) => text.replaceAll(find, step.content as string);
}

// One code point at a time: the pattern as a whole overflows the regular expression engine's stack on a long word.
function splitWords(text: string, first: RegExp, rest: RegExp): string[] {
  const words: string[] = [];
  let start = -1;
  let i = 0;
  while (i < text.length) {
    const char = String.fromCodePoint(text.codePointAt(i)!);
    const inWord = (start < 0 ? first : rest).test(char);
    if (inWord && start < 0) start = i;
    if (!inWord && start >= 0) {
      words.push(text.slice(start, i));
      start = -1;
    }
    i += char.length;
  }
  if (start >= 0) words.push(text.slice(start));
  return words;
}
