export { type HubOptions, hubOptionsFromEnv } from "./read/hub/hub-options.ts";
export type { ReadProgress } from "./read/open-input.ts";
export {
  type ExampleStream,
  type ReadOptions,
  type ReadSummary,
  readExamples,
  streamExamples,
} from "./read/read-examples.ts";
export { readLines } from "./read/read-lines.ts";
