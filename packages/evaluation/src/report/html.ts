// Pieces of an HTML page. Every text that they are given is escaped.

/** @param isNumber - Whether a column holds numbers. */
export function table(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  isNumber: (column: number) => boolean,
): string {
  const cells = (tag: string, values: readonly string[]): string =>
    values
      .map((value, column) => `<${tag}${isNumber(column) ? ' class="n"' : ""}>${escapeHtml(value)}</${tag}>`)
      .join("");
  return `<table><tr>${cells("th", header)}</tr>\n${rows.map((row) => `<tr>${cells("td", row)}</tr>`).join("\n")}</table>`;
}

/** For text between tags. Characters that control the direction of text, or nothing visible, are spelled out. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return text
    .replace(/[&<>"']/g, (char) => entities[char]!)
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (char) =>
      /\s/.test(char) ? " " : `\\u{${char.codePointAt(0)!.toString(16)}}`,
    );
}
