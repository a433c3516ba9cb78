// Labelled texts for a command that measures.

import { type ReadSettings, type ReadTextsOptions, readTexts } from "@newsclf/classifier/node";
import { describeFile } from "../../print/data.ts";
import { createStatusLine } from "../../print/status-line.ts";
import { typedIn } from "../_typed-in.ts";

export async function readLabelled(
  source: string,
  settings: ReadSettings,
  options: Pick<ReadTextsOptions, "keepColumns" | "emptyTexts"> = {},
): ReturnType<typeof readTexts> {
  const status = createStatusLine();
  const reading = { ...typedIn(), ...options, labelled: true, onProgress: status.show };
  const read = await readTexts(source, settings, reading).finally(status.clear);
  if (read.summary.numKept < read.summary.numRows) process.stderr.write(`${describeFile(read.summary)}\n`);
  return read;
}
