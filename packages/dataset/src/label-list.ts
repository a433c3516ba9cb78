// Labels that are lists: the names of all classes of a text, or shares of classes. Readers give every label as a text.

import { softLabelText } from "./soft-label.ts";

/**
 * The text that stands for a list of names, which `parseLabelSet` reads, or of classes with their probabilities, which
 * `parseSoftLabel` reads; undefined for anything else.
 *
 * @param nameOf - The name that a number in a list stands for. Default: its digits.
 */
export function labelListText(value: unknown, nameOf: (number: number) => string = String): string | undefined {
  if (!Array.isArray(value)) return undefined;
  const names = value.map((item: unknown) => {
    if (typeof item === "number" || typeof item === "bigint") return nameOf(Number(item));
    return typeof item === "string" && item.trim() !== "" ? item : undefined;
  });
  return names.every((name) => name !== undefined) ? labelSetText(names) : softLabelText(value);
}

/** The text that stands for the names of all classes of a row. */
export function labelSetText(names: readonly string[]): string {
  return JSON.stringify([...new Set(names.map((name) => name.trim().normalize("NFC")))]);
}

/** The names that a text stands for, each once; undefined for the name of a class. */
export function parseLabelSet(text: string): readonly string[] | undefined {
  if (!/^\[\s*["\]]/.test(text)) return undefined;
  let names: unknown;
  try {
    names = JSON.parse(text);
  } catch {
    return undefined;
  }
  const isSet = Array.isArray(names) && names.every((name) => typeof name === "string" && name.trim() !== "");
  return isSet ? JSON.parse(labelSetText(names as string[])) : undefined;
}
