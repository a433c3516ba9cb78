export type { ReadProgress } from "./_open-input.ts";
export { type HubOptions, hubOptionsFromEnv } from "./hub-source.ts";
export {
  type ExampleStream,
  type ReadOptions,
  type ReadSummary,
  readExamples,
  streamExamples,
} from "./read-examples.ts";
