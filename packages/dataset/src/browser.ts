// The entry for pages: readers of files that a page was given.

export { NewsclfError } from "@newsclf-internal/errors";
export type { ReadProgress } from "./read/open-text.ts";
export { type FileReadOptions, readFiles, readHeader } from "./read/read-files.ts";
export type { ReadSummary } from "./read/stream-inputs.ts";
