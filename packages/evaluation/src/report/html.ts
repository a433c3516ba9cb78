// Markup in which every text from outside is escaped: `html` lets through only what it has made itself.

/** What `html` makes. */
export class Markup {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

/** Text, which is escaped; markup, which is not; undefined for nothing. */
export type Content = string | number | Markup | readonly Markup[] | undefined;

/** ``html`<p>${text}</p>` ``; attributes stand in double quotes. */
export function html(literals: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return new Markup(literals.map((literal, i) => literal + sourceOf(values[i])).join(""));
}

function sourceOf(content: Content): string {
  if (content === undefined) return "";
  if (content instanceof Markup) return content.source;
  return typeof content === "object" ? content.map(({ source }) => source).join("") : escapeHtml(String(content));
}

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" },
};

/** For text and attributes. Characters that control the direction of text, or nothing visible, are spelled out. */
export function escapeHtml(text: string): string {
  return text
    .replace(/[&<>"']/g, (char) => ENTITIES[char]!)
    .replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, (char) =>
      /\s/.test(char) ? " " : `\\u{${char.codePointAt(0)!.toString(16)}}`,
    );
}

/** The start of a long text, no character cut in two. */
export function shorten(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  return `${text.slice(0, maxLength - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}
