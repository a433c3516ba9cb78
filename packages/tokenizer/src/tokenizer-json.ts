// The fields of a `tokenizer.json` file with a WordLevel model.

import { codedError, describeKind } from "./_errors.ts";
import { createPipeline, type PipelineSettings, type PipelineStep, parsePipeline } from "./pipeline.ts";
import { PAD_ID, PAD_TOKEN, UNK_ID, UNK_TOKEN } from "./special-tokens.ts";

/** A `tokenizer.json` file of this package, in the schema of Hugging Face's `tokenizers`. */
export interface TokenizerJson {
  readonly version: "1.0";
  readonly truncation: null;
  readonly padding: null;
  readonly added_tokens: readonly [];
  readonly normalizer: PipelineStep;
  readonly pre_tokenizer: PipelineStep;
  readonly post_processor: null;
  readonly decoder: null;
  readonly model: {
    readonly type: "WordLevel";
    /** Token to id. */
    readonly vocab: Readonly<Record<string, number>>;
    readonly unk_token: string;
  };
}

/** What a file says: the tokens by id, and how text becomes tokens. */
export interface ParsedTokenizer {
  readonly vocab: readonly string[];
  readonly settings: PipelineSettings;
}

// `[PAD]` and `[UNK]` are ordinary vocabulary entries and no added tokens: those would match inside the raw text, so
// that a text could smuggle padding in.
export function createTokenizerJson(vocab: readonly string[], settings: PipelineSettings): TokenizerJson {
  const { normalizer, preTokenizer } = createPipeline(settings);
  return {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: [],
    normalizer,
    pre_tokenizer: preTokenizer,
    post_processor: null,
    decoder: null,
    // `fromEntries` defines each key as its own, even `__proto__`.
    model: {
      type: "WordLevel",
      vocab: Object.fromEntries(vocab.map((token, id) => [token, id])),
      unk_token: UNK_TOKEN,
    },
  };
}

/** Reads the fields; throws an `Error` with code MODEL_JSON that names the field. */
export function parseTokenizerJson(json: unknown): ParsedTokenizer {
  const file = fields(json, "the file");
  const model = fields(file.model, "model");
  if (model.type !== "WordLevel") throw foreign(`model.type is ${JSON.stringify(model.type)}, not "WordLevel"`);
  if (model.unk_token !== UNK_TOKEN) throw foreign(`model.unk_token is not "${UNK_TOKEN}"`);
  if (Array.isArray(file.added_tokens) && file.added_tokens.length > 0) throw foreign("it has added_tokens");
  if ((file.post_processor ?? null) !== null) throw foreign("it has a post_processor");
  const settings = parsePipeline(file.normalizer, file.pre_tokenizer);
  if (settings === undefined) throw foreign("its normalizer and pre_tokenizer are none that buildTokenizer writes");
  return { vocab: parseVocab(fields(model.vocab, "model.vocab")), settings };
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
  if (vocab[PAD_ID] !== PAD_TOKEN || vocab[UNK_ID] !== UNK_TOKEN) {
    throw foreign(`its ids ${PAD_ID} and ${UNK_ID} are not ${PAD_TOKEN} and ${UNK_TOKEN}`);
  }
  return vocab as string[];
}

function fields(value: unknown, name: string): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw broken(`expected ${name} to be an object, got ${describeKind(value)}`);
}

function broken(what: string): Error {
  return codedError("MODEL_JSON", `tokenizerFromJSON: ${what}; write the file again with saveTokenizer`);
}

function foreign(what: string): Error {
  return codedError("MODEL_JSON", `tokenizerFromJSON: this tokenizer.json was made elsewhere: ${what}`, {
    fix: "build a tokenizer with buildTokenizer and save that",
  });
}

function quote(value: unknown): string {
  return String(JSON.stringify(value)).slice(0, 120);
}
