export type { PredictionTable } from "./_prediction-table.ts";
export type { Cell, CsvOptions } from "./csv-table.ts";
export { createRunLog, type RunLog } from "./run-log.ts";
export { appendJsonLine, saveJson, saveTable, saveText } from "./save-file.ts";
export { savePredictions } from "./save-predictions.ts";
export { type Report, saveReport } from "./save-report.ts";
export { createTensorBoardWriter, type TensorBoardOptions, type TensorBoardWriter } from "./tensorboard.ts";
