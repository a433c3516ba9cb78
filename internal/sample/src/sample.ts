// The bundled file: how many rows, which seed, where it lies.

import { formatCsv } from "./format-csv.ts";
import { generateRows } from "./generate-rows.ts";

const NUM_ROWS = 3000;
const SEED = 2024;

/** Where the file is committed, seen from `src/` and from `dist/` alike. */
export const SAMPLE_URL: URL = new URL("../../../apps/cli/sample/noticias.csv", import.meta.url);

/** The bytes of the file, as text. */
export function buildSample(): string {
  return formatCsv(generateRows(NUM_ROWS, SEED));
}
