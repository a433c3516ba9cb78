// Which column is the text and which the label, by the names that people use.

import { NewsclfError, type Sentence, sentence, setting } from "@newsclf-internal/errors";
import { escapeText, quoteText } from "../escape-text.ts";

/** In order of preference: a body beats a headline. Within a line all are equal. */
const TEXT_NAMES = [
  ["text", "texto", "content", "contenido", "body", "cuerpo"],
  ["sentence", "review", "message", "comment", "frase", "mensaje", "comentario"],
  ["headline", "title", "titulo", "titular"],
];
const LABEL_NAMES = [
  ["label", "etiqueta", "category", "categoria", "class", "clase", "target"],
  ["topic", "tema", "sentiment", "section", "seccion"],
];

/** The setting that names a column. */
export type ColumnSetting =
  | "textColumn"
  | "labelColumn"
  | "titleColumn"
  | "splitColumn"
  | "weightColumn"
  | "labelColumns";

/**
 * The text column.
 *
 * @param header - Column names as the file has them; case and accents do not matter.
 * @throws NewsclfError `CSV_NO_COLUMN` when no name is known, or several equally good ones are.
 */
export function guessTextColumn(header: readonly string[]): string {
  return guess(header, TEXT_NAMES, "text", "textColumn");
}

/** The label column; as {@link guessTextColumn}. */
export function guessLabelColumn(header: readonly string[]): string {
  return guess(header, LABEL_NAMES, "label", "labelColumn");
}

function guess(header: readonly string[], tiers: readonly string[][], role: string, column: ColumnSetting): string {
  for (const names of tiers) {
    const matches = header.filter((column) => names.includes(simplifyName(column)));
    if (matches.length === 1) return matches[0]!;
    if (matches.length > 1) {
      const message = `more than one column may be the ${role}: ${listNames(matches)}; found ${listNames(header)}`;
      throw new NewsclfError("CSV_NO_COLUMN", message, { fix: columnFix(column, matches[0]) });
    }
  }
  const message = `no column that looks like the ${role}; found ${listNames(header)}`;
  throw new NewsclfError("CSV_NO_COLUMN", message, { fix: columnFix(column, undefined) });
}

/** Lower case, without accents or surrounding blanks. */
export function simplifyName(name: string): string {
  return name.trim().toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
}

/** Which name to give. */
export function columnFix(column: ColumnSetting, name: string | undefined): Sentence {
  return name === undefined ? sentence`${setting(column)} <name>` : sentence`${setting(column, escapeText(name))}`;
}

/** Names as messages show them: the first 20. */
export function listNames(names: readonly string[]): string {
  const more = names.length > 20 ? `, and ${names.length - 20} more` : "";
  return `${names.slice(0, 20).map(quoteText).join(",")}${more}`;
}
