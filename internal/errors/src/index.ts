export { nearestName } from "./nearest-name.ts";
export { NewsclfError, type NewsclfErrorDetails } from "./newsclf-error.ts";
export { type PackedError, packError, unpackError } from "./packed-error.ts";
export { type Sentence, type SettingMention, sentence, setting, writeSentence, writeSetting } from "./sentence.ts";
