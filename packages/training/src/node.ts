export type { Cell, CsvOptions } from "./csv-table.ts";
export { appendJsonLine, saveJson, saveTable, saveText } from "./save-file.ts";
export { type PredictionTable, savePredictions } from "./save-predictions.ts";
export { createTensorBoardWriter, type TensorBoardOptions, type TensorBoardWriter } from "./tensorboard.ts";
