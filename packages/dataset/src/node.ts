export { type HubOptions, hubOptionsFromEnv } from "./read/hub/hub-source.ts";
export {
  type ExampleStream,
  type ReadOptions,
  type ReadProgress,
  type ReadSummary,
  readExamples,
  streamExamples,
} from "./read/read-examples.ts";
