// What a run is: checkpoints of another one are of no use to it.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SPLIT_NAMES } from "@newsclf/dataset";
import { NewsclfError } from "@newsclf-internal/errors";
import { saveFile } from "@newsclf-internal/files";
import type { RunStart } from "../../run/train.ts";
import { SETTING_NAMES, type SettingName } from "../../settings/settings.ts";
import { version } from "../version.ts";

/** Settings that change no bit of the result. */
const FREE: readonly SettingName[] = [
  "threads",
  "maxMinutes",
  "checkpointEverySteps",
  "checkpointEveryMinutes",
  "keepCheckpoints",
];

/** Names and values, as plain JSON data. */
export type RunIdentity = Readonly<Record<string, unknown>>;

export function identify({ settings, data, backend }: RunStart): RunIdentity {
  const { texts, labelNames, labels, sets, weights, shares, splits, unlabelled, vectors, initial } = data.rows;
  const hash = createHash("sha256");
  // One by one: all texts are more than a string may hold. Lengths too, since texts may hold anything.
  const add = (list: readonly string[]): void => {
    hash.update(`${list.length} `);
    for (const text of list) hash.update(`${text.length} ${text}`);
  };
  for (const list of [texts, labelNames, unlabelled.texts]) add(list);
  for (const name of SPLIT_NAMES) hash.update(`${name} ${splits[name].length}`).update(splits[name]);
  // Of several classes the names are not all that says which they are.
  for (const values of [weights, shares, sets && labels]) if (values) hash.update(values);
  for (const values of initial?.weights ?? []) hash.update(values);
  if (vectors) {
    add(vectors.words);
    hash.update(vectors.values);
  }
  const fixed = SETTING_NAMES.filter((name) => !FREE.includes(name)).map((name) => [name, settings[name]]);
  return {
    newsclf: version,
    engine: backend.engine,
    "training data": hash.digest("hex"),
    ...Object.fromEntries(fixed),
  };
}

export async function saveIdentity(folder: string, identity: RunIdentity): Promise<void> {
  await saveFile(pathOf(folder), [JSON.stringify(identity)]);
}

/** @throws NewsclfError `RESUME_MISMATCH` that says what differs. */
export function checkIdentity(folder: string, identity: RunIdentity): void {
  const before = JSON.parse(readFileSync(pathOf(folder), "utf8")) as RunIdentity;
  const names = [...new Set([...Object.keys(before), ...Object.keys(identity)])];
  const differences = names
    .map((name) => [name, show(before[name]), show(identity[name])] as const)
    .filter(([, then, now]) => then !== now);
  if (differences.length === 0) return;
  const words = differences.map(([name, then, now]) => `${name} was ${then}, is ${now}`);
  throw new NewsclfError("RESUME_MISMATCH", words.join("; "), {
    place: folder,
    fix: "go on with what the run began with, or begin another run",
  });
}

function pathOf(folder: string): string {
  return join(folder, "identity.json");
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 20 && /^"[0-9a-f]{64}"$/.test(text) ? `${text.slice(1, 9)}...` : text;
}
