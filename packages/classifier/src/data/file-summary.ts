// What was read from one source, and how it is called.

import { quoteText } from "@newsclf/dataset";
import type { ReadSummary } from "@newsclf/dataset/node";

export interface FileSummary extends ReadSummary {
  /** How messages and folders call it. */
  readonly name: string;
}

/** Which columns were read, chosen or guessed. */
export function showColumns({ columns: { text, label, title } }: Pick<FileSummary, "columns">): string {
  const names = [`text ${text.map((name) => quoteText(name)).join(" and ")}`];
  if (label !== undefined) names.push(`label ${quoteText(label)}`);
  if (title !== undefined) names.push(`title ${quoteText(title)}`);
  return names.join(", ");
}
