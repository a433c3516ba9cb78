export { type HubOptions, hubOptionsFromEnv } from "./hub-source.ts";
export {
  type ExampleStream,
  type ReadOptions,
  type ReadProgress,
  type ReadSummary,
  readExamples,
  streamExamples,
} from "./read-examples.ts";
