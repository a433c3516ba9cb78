// Files to labelled texts.

import { NewsclfError } from "@newsclf/classifier";
import { readFiles } from "@newsclf/dataset/browser";
import type { DataSummary, ReadArgs } from "../protocol.ts";
import { keepExamples } from "./kept.ts";

const NUM_ROWS = 5;
/** Of a text that is shown. */
const MAX_CHARACTERS = 400;

export async function readData({ files, options }: ReadArgs): Promise<DataSummary> {
  // Whatever comes of this, the data before is not what is on the page any more.
  keepExamples(undefined);
  const { examples, summary } = await readFiles(files, { labelLists: true, ...options });
  const name = files.map((file) => file.name).join(", ");
  const { numRows, numKept, dropped, header, columns } = summary;
  if (numKept === 0) {
    throw new NewsclfError("CSV_NO_ROWS", `none of the ${numRows} rows has a text and a label`, {
      ...{ place: name, fix: "check textColumn and labelColumn" },
    });
  }
  keepExamples(examples);
  return {
    ...{ name, numRows, numKept, dropped, header },
    textColumns: columns.text,
    labelColumn: columns.label,
    rows: examples.texts.slice(0, NUM_ROWS).map((text, row) => ({
      text: text.slice(0, MAX_CHARACTERS),
      label: examples.labelNames[row]!,
    })),
  };
}
