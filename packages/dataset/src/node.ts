export { type CsvExamples, type CsvOptions, type CsvSummary, type DropReason, readCsv } from "./read-csv.ts";
