import { join } from "node:path";
import { saveFile } from "@newsclf-internal/files";
import { type ExplainedText, renderExplanations } from "./render-explanations.ts";
import { renderReport } from "./render-report.ts";
import type { Report } from "./report.ts";

/** Writes `report.html` to a folder. @throws NewsclfError `WRITE_FAILED`. */
export async function saveReport(folder: string, report: Report): Promise<void> {
  await saveFile(join(folder, "report.html"), [renderReport(report)]);
}

/** Writes `renderExplanations` to a file. @throws NewsclfError `WRITE_FAILED`. */
export async function saveExplanations(file: string, title: string, texts: readonly ExplainedText[]): Promise<void> {
  await saveFile(file, [renderExplanations(title, texts)]);
}
