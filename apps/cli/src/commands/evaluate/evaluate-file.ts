// How good predictions are that any model made: a table of gold and predicted labels.

import { type GivenSettings, NewsclfError, type ReadSettings, resolveSettings } from "@newsclf/classifier/node";
import { buildLabelMap, createLabelMap, quoteText } from "@newsclf/dataset";
import {
  evaluateLabels,
  evaluatePrediction,
  LabelSets,
  measureAll,
  PROBABILITY_PREFIX,
  parseProbabilities,
} from "@newsclf/evaluation";
import { sentence, setting } from "@newsclf-internal/errors";
import type { Measured } from "./measured.ts";
import { readLabelled } from "./read-labelled.ts";

/** The table is read as texts with labels are. */
export async function evaluateFile(file: string, given: GivenSettings): Promise<Measured> {
  if (given.data !== undefined) {
    throw new NewsclfError("CONFIG", sentence`${setting("data")} is for a model`, {
      fix: sentence`leave ${setting("data")} out`,
    });
  }
  const settings = resolveSettings({ textColumn: ["predicted"], labelColumn: "gold", ...given });
  const { labelSeparator } = settings;
  const columns = await probabilityColumns(file, settings);
  const ofSets = labelSeparator !== null;
  const { examples, labels, summary } = await readLabelled(file, settings, {
    keepColumns: columns,
    emptyTexts: ofSets,
  });
  const predicted = examples.texts.map((label) => namesOf(label, labelSeparator));
  const gold = labels.sets ?? labels.labelNames.map((name) => [name]);
  const known = columns.map((column) => column.slice(PROBABILITY_PREFIX.length));
  const { classNames, idOf } =
    columns.length > 0 ? createLabelMap(known) : buildLabelMap([...gold.flat(), ...predicted.flat()]);
  const sets = ofSets || labels.sets ? new LabelSets(classNames.length) : undefined;
  const placeOf = (row: number): string => `${summary.name} (record ${examples.records[row]})`;
  const idsOf = (names: readonly (readonly string[])[]): Int32Array =>
    Int32Array.from(names, (ofRow, row) => {
      const ids = ofRow.map((name) => {
        if (idOf(name) >= 0) return idOf(name);
        const message = `no column ${quoteText(PROBABILITY_PREFIX + name)} for the label ${quoteText(name)}`;
        throw new NewsclfError("DATA_PROBABILITY", message, { place: placeOf(row), fix: "add it" });
      });
      return sets ? sets.idOf([...new Set(ids)].sort((a, b) => a - b)) : ids[0]!;
    });
  const [ofGold, ofPredicted] = [idsOf(gold), idsOf(predicted)];
  if (columns.length === 0) {
    return { evaluation: evaluateLabels(ofPredicted, ofGold, classNames.length, sets), classNames };
  }
  const probs = parseProbabilities(
    columns.map((column) => examples.columns.get(column)!),
    placeOf,
    sets !== undefined,
  );
  const prediction = { probs, labels: ofPredicted };
  return {
    evaluation: evaluatePrediction(prediction, ofGold, classNames.length, sets),
    metrics: measureAll(prediction, ofGold, classNames.length, sets),
    classNames,
  };
}

function namesOf(label: string, separator: string | null): string[] {
  const names = separator === null ? [label] : label.split(separator);
  return names.map((name) => name.trim().normalize("NFC")).filter((name) => name !== "");
}

/** None where they cannot be looked for first: standard input is read once. */
async function probabilityColumns(file: string, settings: ReadSettings): Promise<string[]> {
  if (file === "-") return [];
  const { summary } = await readLabelled(file, { ...settings, limit: 1, onBadRow: "skip" }, { emptyTexts: true });
  return summary.header.filter((name) => name.startsWith(PROBABILITY_PREFIX));
}
