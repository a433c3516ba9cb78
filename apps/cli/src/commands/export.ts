// newsclf export: a model as files that other programs run.

import { existsSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { loadClassifier, NewsclfError } from "@newsclf/classifier/node";
import { type ExportFormat, exportModel } from "@newsclf/export";
import { loadRunRecord, saveExport } from "@newsclf/export/node";
import type { WeightFormat } from "@newsclf/model";
import { count } from "../print/format.ts";
import { typedIn } from "./_typed-in.ts";

export interface ExportCommand {
  readonly format: ExportFormat;
  readonly language?: string;
  readonly license?: string;
  readonly weights?: WeightFormat;
  readonly json?: boolean;
}

/** `export` is a word of the language. */
export async function exportFolder(
  model: string,
  out: string,
  { format, language, license, weights, json }: ExportCommand,
): Promise<void> {
  const { cwd } = typedIn();
  const [source, folder] = [resolve(cwd, model), resolve(cwd, out)];
  if (existsSync(join(source, "model", "manifest.json"))) {
    throw new NewsclfError("MODEL_MISSING", "is a run folder", { place: model, fix: `give ${join(model, "model")}` });
  }
  const classifier = await loadClassifier(model, { cwd });
  const run = await loadRunRecord(source, classifier);
  const files = await exportModel(classifier.model, format, {
    card: { name: basename(folder), language, license, run },
    weights,
  });
  await saveExport(folder, files).catch((error) => {
    throw error instanceof NewsclfError ? error.at(out) : error;
  });
  if (json) {
    const written = [...files].map(([name, { length }]) => ({ name, size: length }));
    process.stdout.write(`${JSON.stringify({ format, folder, files: written })}\n`);
    return;
  }
  const lines = [...files].map(([name, { length }]) => `${join(out, name)}  ${count(length)} bytes`);
  process.stdout.write(`${lines.join("\n")}\n`);
}
