// The `tokenizer.json` file, and how this package writes it.

import { createPipeline, type PipelineSettings, type PipelineStep } from "../pipeline/pipeline.ts";
import { UNK_TOKEN } from "../special-tokens.ts";

/** A `tokenizer.json` file, in the schema of Hugging Face's `tokenizers`. */
export interface TokenizerJson {
  readonly version: string;
  readonly truncation: unknown;
  readonly padding: unknown;
  readonly added_tokens: readonly unknown[];
  readonly normalizer: PipelineStep | null;
  readonly pre_tokenizer: PipelineStep | null;
  readonly post_processor: PipelineStep | null;
  readonly decoder: PipelineStep | null;
  /** `{ type: "WordLevel", vocab: { token: id }, unk_token: "[UNK]" }` for a tokenizer that this package built. */
  readonly model: PipelineStep;
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
