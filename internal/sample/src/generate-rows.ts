// Decides what each row is about and which of its cells are left empty or wrong.

import { SLOTS, SOURCES } from "./phrases.ts";
import { createRng, type Rng } from "./rng.ts";
import type { Topic } from "./topic.ts";
import { TOPICS } from "./topics/index.ts";
import { writeText, writeTitle } from "./write-text.ts";

// In percent.
const AMBIGUOUS_PERCENT = 9;
const MISLABELLED_PERCENT = 1.5;
const EMPTY_PERCENT = { text: 0.6, category: 1.4, source: 4, author: 7 };

/** The columns of the file, in order. */
export const COLUMNS = ["title", "text", "date", "source", "author", "category", "label"] as const;

/** One line of the file; empty cells are empty strings. */
export type Row = Readonly<Record<(typeof COLUMNS)[number], string>>;

/**
 * Writes `numRows` rows; no two texts are the same.
 *
 * @param seed - A positive integer below 2^32.
 */
export function generateRows(numRows: number, seed: number): Row[] {
  const rng = createRng(seed);
  const seenTexts = new Set<string>();
  const rows: Row[] = [];
  while (rows.length < numRows) {
    const row = generateRow(rng);
    if (row.text !== "" && seenTexts.has(row.text)) continue;
    seenTexts.add(row.text);
    rows.push(row);
  }
  return rows;
}

function generateRow(rng: Rng): Row {
  const topic = rng.pick(TOPICS);
  const body = rng.chance(AMBIGUOUS_PERCENT) ? otherTopic(topic, rng) : topic;
  const label = rng.chance(50) ? "fake" : "real";
  const title = writeTitle(topic, TOPICS, rng);
  const text = writeText({ lead: topic, body, label }, TOPICS, rng);
  const category = rng.chance(MISLABELLED_PERCENT) ? otherTopic(topic, rng).name : topic.name;

  return {
    title,
    text: unlessEmpty(text, EMPTY_PERCENT.text, rng),
    date: `${rng.between(2021, 2024)}-${twoDigits(rng.between(1, 12))}-${twoDigits(rng.between(1, 28))}`,
    source: unlessEmpty(rng.pick(SOURCES), EMPTY_PERCENT.source, rng),
    author: unlessEmpty(SLOTS.person?.(rng) ?? "", EMPTY_PERCENT.author, rng),
    category: unlessEmpty(category, EMPTY_PERCENT.category, rng),
    label,
  };
}

function otherTopic(topic: Topic, rng: Rng): Topic {
  return rng.pick(TOPICS.filter((other) => other !== topic));
}

function unlessEmpty(cell: string, emptyPercent: number, rng: Rng): string {
  return rng.chance(emptyPercent) ? "" : cell;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
