import {
  type BuildTokenizerOptions,
  buildTokenizer,
  type EncodedTexts,
  PAD_ID,
  type Tokenizer,
} from "@newsclf/tokenizer";
import { loadTokenizer, saveTokenizer } from "@newsclf/tokenizer/node";

const options: BuildTokenizerOptions = { maxVocabSize: 100, vocabularyOrder: "first-seen" };
const tokenizer: Tokenizer = buildTokenizer(["a b"], options);
export const ids: number[] = tokenizer.encode("a", { maxLength: 2, padTo: PAD_ID });
export const batch: EncodedTexts = tokenizer.encodeBatch(new Set(["a"]));
export const saved: Promise<void> = saveTokenizer("tokenizer.json", tokenizer);
export const loaded: Promise<Tokenizer> = loadTokenizer("tokenizer.json");

// @ts-expect-error: a text is a string.
buildTokenizer([1]);
