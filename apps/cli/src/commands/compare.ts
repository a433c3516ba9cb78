// newsclf compare: which of some runs is better, and in what they differ.

import { compareRuns } from "@newsclf/classifier/node";
import { describeDifferences, scoreTable } from "../print/comparison.ts";
import { typedIn } from "./_typed-in.ts";

export interface CompareCommand {
  readonly json?: boolean;
}

export async function compare(folders: readonly string[], { json }: CompareCommand): Promise<void> {
  const comparison = await compareRuns(folders, typedIn());
  if (json) {
    process.stdout.write(`${JSON.stringify(comparison)}\n`);
    return;
  }
  const { verdict, differences, runs } = comparison;
  const parts = [verdict, describeDifferences(differences, folders), scoreTable(runs)];
  process.stdout.write(`${parts.map((lines) => lines.join("\n")).join("\n\n")}\n`);
}
