export { loadCheckpoint, saveCheckpoint } from "./checkpoint/checkpoint-file.ts";
export { createRunLog, type RunLog, type RunLogOptions } from "./listeners/run-log.ts";
export { type ResultLog, saveResultLog } from "./logging/result-log.ts";
export { createTensorBoardWriter, type TensorBoardOptions, type TensorBoardWriter } from "./logging/tensorboard.ts";
