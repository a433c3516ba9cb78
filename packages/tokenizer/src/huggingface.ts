// Tokenizers made elsewhere: WordLevel, BPE, WordPiece and Unigram files, run by the library `@huggingface/tokenizers`.

import { Tokenizer as HuggingFaceTokenizer } from "@huggingface/tokenizers";
import { NewsclfError } from "@newsclf-internal/errors";
import { checkIds, checkInteger, checkLimit, checkText } from "./check-arguments.ts";
import type { TokenizerJson } from "./file/tokenizer-json.ts";
import type { PipelineStep } from "./pipeline/pipeline.ts";
import { PAD_ID } from "./special-tokens.ts";
import { RaggedIds } from "./tokenizer/ragged-ids.ts";
import type { Tokenizer } from "./tokenizer/tokenizer.ts";

/** What is used of the library; its own declarations do not resolve under `NodeNext`. */
interface LibraryTokenizer {
  encode(text: string): { ids: (number | undefined)[] };
  tokenize(text: string): string[];
  decode(tokenIds: number[]): string;
  get_vocab(): Map<string | undefined, number>;
}

const MODELS = ["WordLevel", "BPE", "WordPiece", "Unigram"];
const WORD_CHARACTERS = "\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\u200C\\u200D";
const PAD_TOKENS = ["[PAD]", "<pad>", "<|padding|>"];

/**
 * Makes the tokenizer of a `tokenizer.json` file that any program wrote. The ids of a text include the special tokens
 * that the file's post-processor adds; `maxLength` keeps the first ids, whatever they are.
 *
 * @param json - The parsed contents of the file.
 * @throws NewsclfError `MODEL_JSON` for a file that the library cannot run.
 */
export function tokenizerFromHuggingFace(json: unknown): Tokenizer {
  const file = completeFile(json);
  const tokenizer = createLibraryTokenizer(file);
  const vocab = vocabOf(tokenizer);
  const padding = file.padding as { pad_id?: number } | null;
  const padToken = PAD_TOKENS.find((token) => vocab.includes(token));
  const padId = padding?.pad_id ?? (padToken === undefined ? PAD_ID : vocab.indexOf(padToken));
  const unkId = unknownIdOf(file, vocab);
  // A byte-level model without an unknown token has no id for a stray character: it drops it.
  const encodeText = (text: string) => tokenizer.encode(text).ids.filter((id) => id !== undefined);

  return {
    vocabSize: vocab.length,
    vocab,
    padId,
    unkId,
    tokenize(text) {
      checkText("tokenize", text);
      return tokenizer.tokenize(text);
    },
    encode(text, { maxLength, padTo } = {}) {
      checkText("encode", text);
      const limit = checkLimit("encode", maxLength);
      if (padTo !== undefined) checkInteger("encode", "padTo", padTo, 0);
      const tokenIds = encodeText(text).slice(0, limit);
      while (padTo !== undefined && tokenIds.length < padTo) tokenIds.push(padId);
      return tokenIds;
    },
    encodeBatch(texts, { maxLength } = {}) {
      const limit = checkLimit("encodeBatch", maxLength);
      const ragged = new RaggedIds();
      let numTruncated = 0;
      let numUnknown = 0;
      for (const text of texts) {
        checkText(`encodeBatch: text ${ragged.numTexts}`, text);
        const tokenIds = encodeText(text);
        if (tokenIds.length > limit) numTruncated++;
        for (const id of tokenIds.slice(0, limit)) {
          if (id === unkId) numUnknown++;
          ragged.push(id);
        }
        ragged.endText();
      }
      return ragged.finish(numTruncated, numUnknown);
    },
    decode(tokenIds) {
      const ids = checkIds(tokenIds, vocab, padId);
      return ids.length === 0 ? "" : tokenizer.decode(ids);
    },
    toJSON() {
      return file;
    },
  };
}

function completeFile(json: unknown): TokenizerJson {
  const model = (json as Partial<TokenizerJson> | null)?.model;
  if (typeof model !== "object" || model === null || !MODELS.includes(model.type)) {
    const what = `expected model.type to be one of ${MODELS.join(", ")}, got ${String(model?.type)}`;
    throw new NewsclfError("MODEL_JSON", `tokenizerFromHuggingFace: ${what}`);
  }
  const empty = { version: "1.0", truncation: null, padding: null, added_tokens: [] };
  const steps = { normalizer: null, pre_tokenizer: null, post_processor: null, decoder: null };
  return { ...empty, ...steps, ...(json as TokenizerJson) };
}

function createLibraryTokenizer(file: TokenizerJson): LibraryTokenizer {
  try {
    // The library looks for the unknown token of a WordLevel model in its second argument only.
    const known = { ...file, pre_tokenizer: spellOutWhitespace(file.pre_tokenizer) };
    return new HuggingFaceTokenizer(known, { unk_token: file.model.unk_token, clean_up_tokenization_spaces: false });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new NewsclfError("MODEL_JSON", `tokenizerFromHuggingFace: the library cannot run this file: ${reason}`, {
      cause,
    });
  }
}

// The library runs `Whitespace` with the ASCII-only \w of JavaScript; the original takes it as Unicode does.
function spellOutWhitespace(step: PipelineStep | null): PipelineStep | null {
  if (step?.type === "Sequence" && Array.isArray(step.pretokenizers)) {
    return { ...step, pretokenizers: step.pretokenizers.map(spellOutWhitespace) };
  }
  if (step?.type !== "Whitespace") return step;
  const pattern = { Regex: `[${WORD_CHARACTERS}]+|[^${WORD_CHARACTERS}\\s]+` };
  return { type: "Split", pattern, behavior: "Removed", invert: true };
}

function vocabOf(tokenizer: LibraryTokenizer): string[] {
  const vocab: string[] = [];
  for (const [token, id] of tokenizer.get_vocab()) vocab[id] = token ?? "";
  return Array.from(vocab, (token) => token ?? "");
}

function unknownIdOf({ model }: TokenizerJson, vocab: readonly string[]): number {
  if (typeof model.unk_id === "number") return model.unk_id;
  return typeof model.unk_token === "string" ? vocab.indexOf(model.unk_token) : -1;
}
