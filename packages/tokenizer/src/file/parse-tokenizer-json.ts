// Reads the fields of a `tokenizer.json` file.

import { NewsclfError } from "@newsclf-internal/errors";
import { describeKind } from "../check-arguments.ts";
import { type PipelineSettings, parsePipeline } from "../pipeline/pipeline.ts";
import { bucketToken, NUM_RESERVED, PAD_ID, PAD_TOKEN, UNK_ID, UNK_TOKEN } from "../special-tokens.ts";

/** What a file of this package says. */
export interface ParsedTokenizer {
  /** The words in the order of their ids, which follow the reserved ones. */
  readonly words: readonly string[];
  readonly hashBuckets: number;
  readonly settings: PipelineSettings;
}

/**
 * Reads the fields of a file.
 *
 * @returns What the file says, or, when another program made it, a string that tells by what.
 * @throws NewsclfError `MODEL_JSON` that names the broken field.
 */
export function parseTokenizerJson(json: unknown): ParsedTokenizer | string {
  const file = fields(json, "the file");
  const model = fields(file.model, "model");
  if (model.type !== "WordLevel") return `model.type is ${quote(model.type)}, not "WordLevel"`;
  if (model.unk_token !== UNK_TOKEN) return `model.unk_token is ${quote(model.unk_token)}, not "${UNK_TOKEN}"`;
  if (Array.isArray(file.added_tokens) && file.added_tokens.length > 0) return "it has added_tokens";
  if ((file.post_processor ?? null) !== null) return "it has a post_processor";
  const settings = parsePipeline(file.normalizer, file.pre_tokenizer);
  if (settings === undefined) return "its normalizer and pre_tokenizer are none that buildTokenizer writes";
  const vocab = parseVocab(fields(model.vocab, "model.vocab"));
  if (vocab[PAD_ID] !== PAD_TOKEN || vocab[UNK_ID] !== UNK_TOKEN) {
    return `its ids ${PAD_ID} and ${UNK_ID} are not ${PAD_TOKEN} and ${UNK_TOKEN}`;
  }
  const firstBucketId = vocab.indexOf(bucketToken(0));
  const numWords = (firstBucketId < 0 ? vocab.length : firstBucketId) - NUM_RESERVED;
  const words = vocab.slice(NUM_RESERVED, NUM_RESERVED + numWords);
  return { words, hashBuckets: vocab.length - NUM_RESERVED - numWords, settings };
}

function parseVocab(entries: Record<string, unknown>): string[] {
  const tokens = Object.keys(entries);
  const vocab = new Array<string | undefined>(tokens.length).fill(undefined);
  for (const token of tokens) {
    const id = entries[token];
    if (typeof id !== "number" || !Number.isInteger(id) || id < 0 || id >= tokens.length) {
      throw broken(`token ${quote(token)}: expected an id in 0..${tokens.length - 1}, got ${quote(id)}`);
    }
    if (vocab[id] !== undefined) throw broken(`tokens ${quote(vocab[id])} and ${quote(token)} share the id ${id}`);
    vocab[id] = token;
  }
  return vocab as string[];
}

function fields(value: unknown, name: string): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw broken(`expected ${name} to be an object, got ${describeKind(value)}`);
}

function broken(what: string): NewsclfError {
  return new NewsclfError("MODEL_JSON", `tokenizerFromJSON: ${what}`, {
    fix: "write the file again with saveTokenizer",
  });
}

function quote(value: unknown): string {
  return String(JSON.stringify(value)).slice(0, 120);
}
