// Files to labelled texts.

import { NewsclfError, resolveSettings, type SomeSettings } from "@newsclf/classifier";
import { type FileReadOptions, readFiles, readHeader } from "@newsclf/dataset/browser";
import type { DataSummary, ReadArgs } from "../protocol.ts";
import { keepExamples } from "./kept.ts";

const NUM_ROWS = 5;
/** Of a text that is shown. */
const MAX_CHARACTERS = 400;

export async function readData({ files, settings }: ReadArgs): Promise<DataSummary> {
  // Whatever comes of this, the data before is not what is on the page any more.
  keepExamples(undefined);
  const { examples, summary } = await readFiles(files, readOptions(settings));
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

/** Of the first file: the others have the same. */
export async function readColumns({ files, settings }: ReadArgs): Promise<string[]> {
  return readHeader(files[0]!, readOptions(settings));
}

/** As the command line reads. @throws NewsclfError `CONFIG` for a setting out of range. */
function readOptions(given: SomeSettings): FileReadOptions {
  const { delimiter, encoding, textColumn, labelColumn, header, quote, onBadRow } = resolveSettings(given);
  return {
    ...{ header, quote, onBadRow, labelLists: true },
    delimiter: delimiter ?? undefined,
    encoding: encoding ?? undefined,
    textColumn: textColumn ?? undefined,
    labelColumn: labelColumn ?? undefined,
  };
}
