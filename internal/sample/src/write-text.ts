// Expands phrases into sentences and sentences into a text.

import { BODIES, COMMON, FILLERS, LABEL_CUES, LEADS, SLOTS, TITLES } from "./phrases.ts";
import type { Rng } from "./rng.ts";
import type { Topic } from "./topic.ts";

const MIN_WORDS = 20;
const MAX_WORDS = 70;

// In percent. Together they decide how hard the file is; see the README for the score of a linear baseline.
const COMMON_LEAD_PERCENT = 25;
const COMMON_PHRASE_PERCENT = 26;
const NEIGHBOUR_PERCENT = 8;
const FILLER_PERCENT = 42;
const CUE_PERCENT = 55;
const WRONG_CUE_PERCENT = 8;
const PARAGRAPH_PERCENT = 3;

/** What a text is to be about. */
export interface TextPlan {
  /** Shown by the first sentence. */
  readonly lead: Topic;
  /** Shown by the others; differs from `lead` in ambiguous texts. */
  readonly body: Topic;
  readonly label: "fake" | "real";
}

/** Writes one text of 20 to 70 words. */
export function writeText(plan: TextPlan, topics: readonly Topic[], rng: Rng): string {
  for (;;) {
    const text = draftText(plan, topics, rng);
    const numWords = countWords(text);
    if (numWords >= MIN_WORDS && numWords <= MAX_WORDS) return text;
  }
}

/** Writes a headline without a final stop. */
export function writeTitle(topic: Topic, topics: readonly Topic[], rng: Rng): string {
  return polish(expand(rng.pick(TITLES), topic, topics, rng));
}

/** Counts what stands between white space. */
export function countWords(text: string): number {
  return text.split(/\s+/u).filter((word) => word !== "").length;
}

function draftText(plan: TextPlan, topics: readonly Topic[], rng: Rng): string {
  const target = rng.between(18, 54);
  const sentences = [expand(rng.pick(LEADS), plan.lead, topics, rng)];
  const usedFillers = new Set<string>();
  const cue = rng.chance(CUE_PERCENT) ? rng.pick(LABEL_CUES[cueLabel(plan.label, rng)]) : undefined;
  while (countWords(sentences.join(" ")) < target) {
    const template = rng.chance(FILLER_PERCENT) ? rng.pick(FILLERS) : rng.pick(BODIES);
    if (usedFillers.has(template)) continue;
    if (FILLERS.includes(template)) usedFillers.add(template);
    const sentence = expand(template, plan.body, topics, rng);
    if (!sentences.includes(sentence)) sentences.push(sentence);
  }
  if (cue !== undefined) sentences.splice(rng.between(1, sentences.length), 0, expand(cue, plan.body, topics, rng));

  const separator = rng.chance(PARAGRAPH_PERCENT) ? "\n" : " ";
  return sentences.map((sentence) => polish(`${sentence}.`)).join(separator);
}

function cueLabel(label: "fake" | "real", rng: Rng): "fake" | "real" {
  if (!rng.chance(WRONG_CUE_PERCENT)) return label;
  return label === "fake" ? "real" : "fake";
}

/** Fills every slot, from the left, until none is left. */
function expand(template: string, topic: Topic, topics: readonly Topic[], rng: Rng): string {
  let text = template;
  for (let slot = /\{(\w+)\}/u.exec(text); slot !== null; slot = /\{(\w+)\}/u.exec(text)) {
    const filler = fillSlot(slot[1] as string, topic, topics, rng);
    text = text.slice(0, slot.index) + filler + text.slice(slot.index + slot[0].length);
  }
  return text;
}

function fillSlot(name: string, topic: Topic, topics: readonly Topic[], rng: Rng): string {
  const own = rng.chance(NEIGHBOUR_PERCENT) ? neighbourOf(topic, topics, rng) : topic;
  switch (name) {
    case "actor":
      return rng.pick(rng.chance(COMMON_LEAD_PERCENT) ? COMMON.actor : own.actors);
    case "action":
      return rng.pick(rng.chance(COMMON_LEAD_PERCENT) ? COMMON.action : own.actions);
    case "theme":
      return rng.pick(rng.chance(COMMON_PHRASE_PERCENT) ? COMMON.theme : own.themes);
    case "detail":
      return rng.pick(rng.chance(COMMON_PHRASE_PERCENT) ? COMMON.detail : own.details);
    case "groups":
      return rng.pick(own.groups);
  }
  const filler = SLOTS[name];
  if (filler === undefined) throw new RangeError(`fillSlot: no slot is called "${name}"; add it to SLOTS`);
  return filler(rng);
}

function neighbourOf(topic: Topic, topics: readonly Topic[], rng: Rng): Topic {
  const name = rng.pick(topic.neighbours);
  const neighbour = topics.find((other) => other.name === name);
  if (neighbour === undefined) throw new RangeError(`neighbourOf: ${topic.name} names "${name}", which is no category`);
  return neighbour;
}

/** Contracts `de el` and `a el`, and starts sentences with a capital. */
function polish(text: string): string {
  return text
    .replace(/(?<![\p{L}])(de|a) el (?=\p{Ll})/gu, (_match, preposition: string) =>
      preposition === "a" ? "al " : "del ",
    )
    .replace(/(^|[.?] )(["¿]?)(\p{Ll})/gu, (_match, before: string, mark: string, letter: string) => {
      return before + mark + letter.toUpperCase();
    });
}
