// The settings that say what a word is, and which words the LSTM knows.

import { inGroup } from "../group.ts";
import { choice, flag, integer, optional, texts, words } from "../setting.ts";

const word = inGroup("Words");

export const WORD_SETTINGS = {
  tokenizer: word(choice(["unicode", "spanish"], "preset"), { about: "what a word is", default: "unicode" }),
  numbers: word(optional(choice(["keep", "fold", "drop"], "action")), {
    about: "fold: every digit becomes 0; drop: digits separate words",
    default: null,
    defaultText: "keep",
  }),
  accents: word(choice(["keep", "strip"], "action"), { about: "strip: ñ becomes n", default: "keep" }),
  segmentation: word(choice(["spaces", "dictionary"], "method"), {
    about: "dictionary: split Chinese, Japanese, Thai and others into words",
    default: "spaces",
  }),
  stopWords: word(words(), {
    about: "words to leave out, between blanks or commas",
    default: [],
    defaultText: "none",
  }),
  vocabularyFrom: word(choice(["train", "all"], "rows"), {
    about: "whose words get ids: those of the training rows, or of all, which looks at the test texts",
    default: "train",
  }),
  unlabelled: word(optional(texts("file")), {
    about: "more texts of the same source, without labels: for the vocabulary and the vectors",
    default: null,
  }),
  vocabularyOrder: word(choice(["frequency", "first-seen"], "order"), {
    about: "which words win, and the order of their ids",
    default: "frequency",
  }),
  maxVocabSize: word(integer(3), { about: "most words, padding and unknown included", default: 14_000 }),
  minFrequency: word(integer(1), { about: "occurrences that earn a word its place", default: 2 }),
  hashBuckets: word(integer(0), { about: "ids that all other words share by hash", default: 0 }),
  maxLength: word(integer(1, 100_000, "tokens"), { about: "longer texts are cut", default: 256 }),
  readPadding: word(flag(), {
    about: "pad every text to the maximum length and read the padding as text",
    default: false,
  }),
};
