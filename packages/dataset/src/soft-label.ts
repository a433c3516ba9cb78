// Labels that are no certainty: shares of several classes, such as the probabilities that a larger model gave.

import { NewsclfError } from "@newsclf-internal/errors";
import { quoteText } from "./escape-text.ts";

/** A class and how much of a text is of it. */
export interface LabelShare {
  readonly label: string;
  /** In `[0, 1]`; the shares of a text are divided by their sum. */
  readonly probability: number;
}

/** The text that stands for a list of classes with their probabilities; undefined for anything else. */
export function softLabelText(value: unknown): string | undefined {
  return isShares(value)
    ? JSON.stringify(value.map(({ label, probability }) => ({ label: label.trim().normalize("NFC"), probability })))
    : undefined;
}

/**
 * The shares that a text stands for; undefined for the name of a class.
 *
 * @throws NewsclfError `DATA_SOFT_LABEL` for shares that are all 0, or a class that is named twice.
 */
export function parseSoftLabel(text: string): readonly LabelShare[] | undefined {
  if (!text.startsWith("[{")) return undefined;
  let shares: unknown;
  try {
    shares = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isShares(shares)) return undefined;
  const total = shares.reduce((sum, { probability }) => sum + probability, 0);
  const names = shares.map(({ label }) => label);
  const repeated = names.find((name, i) => names.indexOf(name) < i);
  if (total > 0 && repeated === undefined) {
    return shares.map(({ label, probability }) => ({ label, probability: probability / total }));
  }
  const message = repeated === undefined ? "all probabilities are 0" : `${quoteText(repeated)} is there twice`;
  throw new NewsclfError("DATA_SOFT_LABEL", message, { fix: "give each class one probability, and one above 0" });
}

function isShares(value: unknown): value is LabelShare[] {
  const isShare = (share: Partial<LabelShare> | null): boolean =>
    typeof share?.label === "string" &&
    share.label.trim() !== "" &&
    typeof share.probability === "number" &&
    share.probability >= 0 &&
    share.probability <= 1;
  return Array.isArray(value) && value.length > 0 && value.every(isShare);
}
