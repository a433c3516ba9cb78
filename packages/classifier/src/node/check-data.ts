// What would spoil training on some files, and what the vocabulary would be.

import type { CheckResult } from "@newsclf/dataset";
import { checkRows } from "../data/prepare-data.ts";
import { withReading } from "../data/reading-checks.ts";
import type { Rows } from "../data/rows.ts";
import { type TokenisedRows, tokeniseRows } from "../data/tokenise-rows.ts";
import type { OnProgress } from "../progress.ts";
import { type GivenSettings, resolveSettings } from "../settings/resolve-settings.ts";
import { readRows } from "./read-rows.ts";
import type { Surroundings } from "./surroundings.ts";

/** What the checks found. */
export interface CheckedData extends Pick<TokenisedRows, "tokenizer" | "reports"> {
  readonly rows: Rows;
  readonly checks: readonly CheckResult[];
}

/** @throws NewsclfError of the FILE, CSV, DATA and ROW families where there is nothing to check. */
export async function checkData(
  data: string,
  given: GivenSettings = {},
  hooks: Surroundings & { readonly onProgress?: OnProgress | undefined } = {},
): Promise<CheckedData> {
  const settings = resolveSettings(given);
  const rows = await readRows(data, settings, hooks);
  const { checks, tokenised } = checkRows(rows, settings, hooks.onProgress);
  const { tokenizer, reports } = tokenised ?? tokeniseRows(rows, settings, hooks.onProgress);
  return { rows, checks: withReading(checks, rows.files), tokenizer, reports };
}
