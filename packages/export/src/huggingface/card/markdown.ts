// Markdown in which every text from outside is escaped.

/** Controls, and what turns the direction of the text around it. */
const HIDDEN = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;
const SPECIAL = /[^\p{L}\p{N}\p{M}\p{Emoji} ,.;()%-]|[#*]|(?<=www)\./giu;

/** For running text and cells of tables: what has a meaning in Markdown or HTML becomes a character reference. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(HIDDEN, (char) => (/\s/.test(char) ? " " : `\\u{${char.codePointAt(0)!.toString(16)}}`))
    .replace(SPECIAL, (char) => `&#${char.codePointAt(0)};`);
}

/** A JSON value on one line, which is YAML too: what YAML does not print is escaped. */
export function yamlValue(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** A table of texts, which are escaped. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escapeMarkdown).join(" | ")} |`;
  return [line(head), `|${" --- |".repeat(head.length)}`, ...rows.map(line)].join("\n");
}

/** A fraction. */
export function percent(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}
