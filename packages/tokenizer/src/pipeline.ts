// The text pipeline as plain data, in the schema of the Hugging Face `tokenizer.json`: normaliser and pre-tokenizer.
//
// Every option combination has exactly one pair of JSON values, so that a file read back is recognised by comparison.

import { codedError } from "./_errors.ts";

/** A JSON value of the `normalizer` or `pre_tokenizer` field. */
export interface PipelineStep {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** How text becomes tokens. */
export interface PipelineOptions {
  /**
   * `"unicode"`: a token is a letter or digit of any script, then letters, marks and digits; invisible characters
   * (soft hyphen, zero-width joiners, direction marks, BOM) are removed.
   * `"spanish"`: a token is a run of `a-záéíóúüñ`; everything else separates. Default `"unicode"`.
   */
  readonly preset?: "unicode" | "spanish" | undefined;
  /** `"fold"` turns every digit into 0 (1984 -> 0000), `"drop"` separates words at digits. Default `"keep"`. */
  readonly numbers?: "keep" | "fold" | "drop" | undefined;
  /** `"strip"` removes the marks U+0300..U+036F of Latin, Greek and Cyrillic (ñ -> n, й -> и). Default `"keep"`. */
  readonly accents?: "keep" | "strip" | undefined;
}

/** The options with their defaults. */
export interface PipelineSettings {
  readonly preset: "unicode" | "spanish";
  readonly numbers: "keep" | "fold" | "drop";
  readonly accents: "keep" | "strip";
}

/** Normaliser and pre-tokenizer. */
export interface Pipeline {
  readonly normalizer: PipelineStep;
  readonly preTokenizer: PipelineStep;
}

/** Regular expression classes of a token's first and later code points. */
export interface WordClasses {
  readonly first: string;
  readonly rest: string;
}

const CHOICES = {
  preset: ["unicode", "spanish"],
  numbers: ["keep", "fold", "drop"],
  accents: ["keep", "strip"],
} as const;

// Default-ignorable code points, but for U+200B: a zero-width space marks a word boundary, so it stays a separator.
// The last range has no escape that JavaScript and Oniguruma share, hence its literal characters.
const INVISIBLE =
  "[\\u00AD\\u034F\\u061C\\u180B-\\u180F\\u200C-\\u200F\\u202A-\\u202E\\u2060-\\u206F\\uFE00-\\uFE0F\\uFEFF" +
  `${String.fromCodePoint(0xe0100)}-${String.fromCodePoint(0xe01ef)}]`;
const SPANISH_LETTERS = "[a-záéíóúüñ]";

/** Fills in the defaults; throws `RangeError` for a value that no option has. */
export function resolvePipeline(where: string, options: PipelineOptions): PipelineSettings {
  const preset = options.preset ?? "unicode";
  const numbers = options.numbers ?? (preset === "spanish" ? "drop" : "keep");
  const settings = { preset, numbers, accents: options.accents ?? "keep" };
  for (const [name, choices] of Object.entries(CHOICES)) {
    const value = settings[name as keyof typeof CHOICES];
    if (!(choices as readonly string[]).includes(value)) {
      throw new RangeError(`${where}: expected ${name} to be one of ${choices.join(", ")}, got ${String(value)}`);
    }
  }
  if (preset === "spanish" && numbers !== "drop") {
    throw new RangeError(`${where}: the preset "spanish" has no digits; leave numbers out or use the preset "unicode"`);
  }
  return settings;
}

/** The token classes of a pipeline. */
export function wordClasses({ preset, numbers }: PipelineSettings): WordClasses {
  if (preset === "spanish") return { first: SPANISH_LETTERS, rest: SPANISH_LETTERS };
  if (numbers === "drop") return { first: "\\p{L}", rest: "[\\p{L}\\p{M}]" };
  return { first: "[\\p{L}\\p{N}]", rest: "[\\p{L}\\p{M}\\p{N}]" };
}

/** The JSON values of a pipeline. */
export function createPipeline(settings: PipelineSettings): Pipeline {
  const { first, rest } = wordClasses(settings);
  const word = first === rest ? `${first}+` : `${first}${rest}*`;
  return {
    normalizer: { type: "Sequence", normalizers: normalizerSteps(settings) },
    preTokenizer: { type: "Split", pattern: { Regex: word }, behavior: "Removed", invert: true },
  };
}

/** The settings whose pipeline equals these JSON values, or `undefined` for a pipeline made elsewhere. */
export function parsePipeline(normalizer: unknown, preTokenizer: unknown): PipelineSettings | undefined {
  const wanted = canonical([normalizer, preTokenizer]);
  for (const preset of CHOICES.preset) {
    for (const numbers of preset === "spanish" ? (["drop"] as const) : CHOICES.numbers) {
      for (const accents of CHOICES.accents) {
        const settings = { preset, numbers, accents };
        const pipeline = createPipeline(settings);
        if (canonical([pipeline.normalizer, pipeline.preTokenizer]) === wanted) return settings;
      }
    }
  }
  return undefined;
}

/** The normaliser as a function; `compose` is its NFC. */
export function createNormalizer(
  { normalizer }: Pipeline,
  compose: (text: string) => string,
): (text: string) => string {
  const steps = (normalizer.normalizers as PipelineStep[]).map((step) => normalizerFunction(step, compose));
  return (text) => steps.reduce((result, step) => step(result), text);
}

// Invisible characters go first, because one inside a letter-and-accent pair would stop NFC from composing it. NFC
// comes after lower-casing, because some pairs compose only in lower case (J + caron).
function normalizerSteps({ preset, numbers, accents }: PipelineSettings): PipelineStep[] {
  const steps: PipelineStep[] = [];
  if (preset === "unicode") steps.push(replace({ Regex: INVISIBLE }, ""));
  steps.push({ type: "Lowercase" });
  // JavaScript lower-cases a final sigma to ς, other implementations to σ; one form for all of them.
  if (preset === "unicode") steps.push(replace({ String: "ς" }, "σ"));
  if (accents === "strip") steps.push({ type: "NFD" }, replace({ Regex: "[\\u0300-\\u036F]" }, ""));
  steps.push({ type: "NFC" });
  if (numbers === "fold") steps.push(replace({ Regex: "\\p{Nd}" }, "0"));
  return steps;
}

function replace(pattern: { Regex: string } | { String: string }, content: string): PipelineStep {
  return { type: "Replace", pattern, content };
}

function normalizerFunction(step: PipelineStep, compose: (text: string) => string): (text: string) => string {
  switch (step.type) {
    case "Lowercase":
      return (text) => text.toLowerCase();
    case "NFC":
      return compose;
    case "NFD":
      return (text) => compose(text).normalize("NFD");
    case "Replace": {
      const pattern = step.pattern as { Regex?: string; String?: string };
      const find = pattern.Regex === undefined ? pattern.String! : new RegExp(pattern.Regex, "gu");
      return (text) => text.replaceAll(find, step.content as string);
    }
    default:
      throw codedError("MODEL_JSON", `tokenizerFromJSON: normalizer step "${step.type}" is not one of this package's`);
  }
}

/** JSON text with sorted keys: equal for equal values. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === "object" && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}
