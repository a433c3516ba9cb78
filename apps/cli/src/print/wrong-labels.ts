// Labels that are probably wrong, as lines and as JSON.

import type { WrongLabels } from "@newsclf/classifier/node";
import { escapeText } from "@newsclf/dataset";
import { count, percent } from "./format.ts";

/** Enough to see what kind they are. */
const MAX_SHOWN = 10;

export function describeWrongLabels({ found, evaluation }: WrongLabels, out: string | undefined): string[] {
  const likely = found.filter(({ isConfident }) => isConfident);
  const { accuracy, examples } = evaluation;
  const quality = `models that had not seen them give ${percent(accuracy)} of the ${count(examples)} rows their label`;
  return [
    `${count(likely.length)} labels are probably wrong, ${count(found.length - likely.length)} more perhaps (${quality})`,
    ...likely.slice(0, MAX_SHOWN).map(({ place, text, label, suggested, probability }) => {
      const row = `${place.file} (record ${place.record})`;
      return `  ${row}: ${escapeText(label)}, rather ${escapeText(suggested)} (${percent(probability)}): ${escapeText(text, 60)}`;
    }),
    out === undefined ? "  --out suspects.csv writes all of them" : `  all of them are in ${out}`,
  ];
}

export function wrongLabelsToJson({ found, evaluation }: WrongLabels): object {
  const { accuracy, examples } = evaluation;
  return {
    accuracy,
    examples,
    found: found.map(({ place, row, ...issue }) => ({ ...place, ...issue })),
  };
}
