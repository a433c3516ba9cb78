// The text pipeline as plain data, in the schema of the Hugging Face `tokenizer.json`: normaliser and pre-tokenizer.
//
// Every combination of settings has exactly one pair of JSON values, so that a file read back is recognised by
// comparison.

/** A JSON value of the `normalizer` or `pre_tokenizer` field. */
export interface PipelineStep {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** How text becomes tokens: the options of `buildTokenizer` with their defaults filled in. */
export interface PipelineSettings {
  readonly tokenizer: "unicode" | "spanish";
  readonly numbers: "keep" | "fold" | "drop";
  readonly accents: "keep" | "strip";
  readonly segmentation: "spaces" | "dictionary";
  /** Tokens to leave out, normalised, sorted, each once. */
  readonly stopWords: readonly string[];
}

/** Normaliser and pre-tokenizer. */
export interface Pipeline {
  readonly normalizer: { readonly type: "Sequence"; readonly normalizers: readonly PipelineStep[] };
  readonly preTokenizer: PipelineStep;
}

/** Regular expression classes of a token's first and later code points. */
export interface WordClasses {
  readonly first: string;
  readonly rest: string;
}

/** The values that each setting can take. */
export const CHOICES = {
  tokenizer: ["unicode", "spanish"],
  numbers: ["keep", "fold", "drop"],
  accents: ["keep", "strip"],
  segmentation: ["spaces", "dictionary"],
} as const;

// Default-ignorable code points, but for U+200B: a zero-width space marks a word boundary, so it stays a separator.
// The last range has no escape that JavaScript and Oniguruma share, hence its literal characters.
const INVISIBLE =
  "[\\u00AD\\u034F\\u061C\\u180B-\\u180F\\u200C-\\u200F\\u202A-\\u202E\\u2060-\\u206F\\uFE00-\\uFE0F\\uFEFF" +
  `${String.fromCodePoint(0xe0100)}-${String.fromCodePoint(0xe01ef)}]`;
const SPANISH_LETTERS = "[a-záéíóúüñ]";

/** The token classes of a pipeline. */
export function wordClasses({ tokenizer, numbers }: PipelineSettings): WordClasses {
  if (tokenizer === "spanish") return { first: SPANISH_LETTERS, rest: SPANISH_LETTERS };
  if (numbers === "drop") return { first: "\\p{L}", rest: "[\\p{L}\\p{M}]" };
  return { first: "[\\p{L}\\p{N}]", rest: "[\\p{L}\\p{M}\\p{N}]" };
}

/** The JSON values of a pipeline. */
export function createPipeline(settings: PipelineSettings): Pipeline {
  const steps = preTokenizerSteps(settings);
  return {
    normalizer: { type: "Sequence", normalizers: normalizerSteps(settings) },
    preTokenizer: steps.length === 1 ? steps[0]! : { type: "Sequence", pretokenizers: steps },
  };
}

/** The settings whose pipeline equals these JSON values, or `undefined` for a pipeline made elsewhere. */
export function parsePipeline(normalizer: unknown, preTokenizer: unknown): PipelineSettings | undefined {
  const stopWords = parseStopWords(preTokenizer);
  for (const tokenizer of CHOICES.tokenizer) {
    for (const numbers of tokenizer === "spanish" ? (["drop"] as const) : CHOICES.numbers) {
      for (const accents of CHOICES.accents) {
        for (const segmentation of CHOICES.segmentation) {
          const settings = { tokenizer, numbers, accents, segmentation, stopWords };
          const pipeline = createPipeline(settings);
          if (matches(pipeline, { normalizer, preTokenizer })) return settings;
        }
      }
    }
  }
  return undefined;
}

// Invisible characters go first, because one inside a letter-and-accent pair would stop NFC from composing it. NFC
// comes after lower-casing, because some pairs compose only in lower case (J + caron).
function normalizerSteps({ tokenizer, numbers, accents }: PipelineSettings): PipelineStep[] {
  const steps: PipelineStep[] = [];
  if (tokenizer === "unicode") steps.push(replace({ Regex: INVISIBLE }, ""));
  steps.push({ type: "Lowercase" });
  // JavaScript lower-cases a final sigma to ς, other implementations to σ; one form for all of them.
  if (tokenizer === "unicode") steps.push(replace({ String: "ς" }, "σ"));
  if (accents === "strip") steps.push({ type: "NFD" }, replace({ Regex: "[\\u0300-\\u036F]" }, ""));
  steps.push({ type: "NFC" });
  if (numbers === "fold") steps.push(replace({ Regex: "\\p{Nd}" }, "0"));
  return steps;
}

function preTokenizerSteps(settings: PipelineSettings): PipelineStep[] {
  const { first, rest } = wordClasses(settings);
  const steps = [split(first === rest ? `${first}+` : `${first}${rest}*`, true)];
  // No other implementation knows this step: it refuses the file instead of giving other ids.
  if (settings.segmentation === "dictionary") steps.push({ type: "IntlSegmenter", granularity: "word" });
  // A token that is a stop word matches as a whole, so that splitting there leaves nothing of it.
  if (settings.stopWords.length > 0) steps.push(split(`^(?:${settings.stopWords.join("|")})$`, false));
  return steps;
}

function parseStopWords(preTokenizer: unknown): string[] {
  const steps = (preTokenizer as PipelineStep | null | undefined)?.pretokenizers;
  const last = Array.isArray(steps) ? (steps.at(-1) as PipelineStep | null | undefined) : undefined;
  const pattern = (last?.pattern as { Regex?: unknown } | null | undefined)?.Regex;
  const list = typeof pattern === "string" ? /^\^\(\?:(.+)\)\$$/u.exec(pattern)?.[1] : undefined;
  return list?.split("|") ?? [];
}

function replace(pattern: { Regex: string } | { String: string }, content: string): PipelineStep {
  return { type: "Replace", pattern, content };
}

function split(regex: string, invert: boolean): PipelineStep {
  return { type: "Split", pattern: { Regex: regex }, behavior: "Removed", invert };
}

/** Whether a JSON value equals ours; looks no deeper than ours goes. */
function matches(ours: unknown, value: unknown): boolean {
  if (typeof ours !== "object" || ours === null) return ours === value;
  if (typeof value !== "object" || value === null || Array.isArray(value) !== Array.isArray(ours)) return false;
  const keys = Object.keys(ours) as (keyof typeof ours)[];
  return Object.keys(value).length === keys.length && keys.every((key) => matches(ours[key], value[key]));
}
