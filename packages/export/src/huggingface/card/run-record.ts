// What a run folder says of its model. Its files may be of any version: what is not there, or is something else, is left out.

/** Two files of a run folder. */
export interface RunRecord {
  /** The content of `config.json`: settings, and in `run` the files that were read. */
  readonly settings: object;
  /** The content of `evaluation.json`. */
  readonly evaluation: object;
}

/** Scores of some texts, as far as they are there. */
export interface Scores {
  readonly examples?: number;
  readonly accuracy?: number;
  readonly accuracyInterval?: readonly [number, number];
  readonly macroF1?: number;
  readonly microF1?: number;
  readonly hammingLoss?: number;
  readonly loss?: number;
  readonly majorityRate?: number;
  readonly calibrationError?: number;
}

const NUMBERS = [
  ...["examples", "accuracy", "macroF1", "microF1", "hammingLoss", "loss", "majorityRate", "calibrationError"],
];

/** Undefined where there are none. */
export function scoresOf(value: unknown): Scores | undefined {
  const fields = objectOf(value);
  const entries = NUMBERS.map((name) => [name, fields[name]]).filter(([, score]) => Number.isFinite(score));
  if (entries.length === 0) return undefined;
  const { accuracyInterval: interval } = fields;
  const isInterval = Array.isArray(interval) && interval.length === 2 && interval.every(Number.isFinite);
  return Object.fromEntries([...entries, ...(isInterval ? [["accuracyInterval", interval]] : [])]) as Scores;
}

/** An object's fields; of anything else none. */
export function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** A file by its name alone: paths are of no use elsewhere, and tell of who trained. */
export function sourceName(source: string): string {
  if (source.startsWith("hf://") || source.startsWith("npm:")) return source;
  return source.replace(/[/\\]+$/, "").replace(/^.*[/\\]/s, "");
}

/** The sources of a setting that names some, by their names. */
export function sourcesOf({ settings }: RunRecord, name: "data" | "validationData" | "testData"): string[] {
  const given = objectOf(settings)[name];
  const sources: unknown[] = Array.isArray(given) ? given : [given];
  return sources.filter((source) => typeof source === "string").map(sourceName);
}
