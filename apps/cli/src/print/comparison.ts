// Runs beside each other, a column each.

import type { ComparedRun, RunDifference, RunScores } from "@newsclf/classifier/node";
import { SETTING_NAMES, type SettingName, settingOf } from "@newsclf/classifier/settings";
import { escapeText } from "@newsclf/dataset";
import { flagOf } from "./flags.ts";
import { count, percent } from "./format.ts";

/** Longest value that is shown whole. */
const MAX_WIDTH = 40;

type Row = readonly string[];

/** What is not the same everywhere. */
export function describeDifferences(differences: readonly RunDifference[], folders: readonly string[]): string[] {
  if (differences.length === 0) return ["All settings are the same."];
  return alignColumns([
    ["settings that differ", ...folders],
    ...differences.map(({ name, values }) => [
      isSetting(name) ? flagOf(name) : name,
      ...values.map((value) => escapeText(showValue(name, value), MAX_WIDTH)),
    ]),
  ]);
}

/** What was measured, of whatever each run has. */
export function scoreTable(runs: readonly ComparedRun[]): string[] {
  const row = (name: string, show: (run: ComparedRun) => string | undefined): Row[] => {
    const cells = runs.map(show);
    return cells.some((cell) => cell !== undefined) ? [[name, ...cells.map((cell) => cell ?? "-")]] : [];
  };
  const split = (name: string, scoresOf: (run: ComparedRun) => RunScores | undefined): Row[] => {
    const cell = (show: (scores: RunScores) => string) => (run: ComparedRun) => {
      const scores = scoresOf(run);
      return scores && show(scores);
    };
    return [
      ...row(
        `${name} accuracy`,
        cell(
          ({ accuracy, accuracyInterval: [low, high] }) => `${percent(accuracy)} (${percent(low)} to ${percent(high)})`,
        ),
      ),
      ...row(
        `${name} macro F1`,
        cell(({ macroF1 }) => macroF1.toFixed(3)),
      ),
      ...row(
        `${name} loss`,
        cell(({ loss }) => loss.toFixed(4)),
      ),
      ...row(
        `${name} texts`,
        cell(({ examples }) => count(examples)),
      ),
    ];
  };
  return alignColumns([
    ["scores", ...runs.map(({ folder }) => folder)],
    ...split("test", ({ scores }) => scores.test),
    ...split("without the LSTM", ({ scores }) => scores.withoutLstm),
    ...split("out of fold", ({ scores }) => scores.outOfFold),
    ...split("linear baseline", ({ scores }) => scores.baseline),
  ]);
}

function isSetting(name: string): name is SettingName {
  return (SETTING_NAMES as readonly string[]).includes(name);
}

/** As after a flag. */
function showValue(name: string, value: unknown): string {
  if (value === null) return "none";
  return isSetting(name) ? settingOf(name).text.format(value) : String(value);
}

function alignColumns(rows: readonly Row[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join("  ")
      .trimEnd(),
  );
}
