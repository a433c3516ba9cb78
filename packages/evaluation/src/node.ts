export { saveExplanations, saveReport } from "./report/save-report.ts";
export { savePredictions } from "./tables/save-predictions.ts";
