import { expect, test } from "vitest";
import { escapeHtml, html, shorten } from "../../src/report/html.ts";

test("text is escaped, in markup that is put into markup once", () => {
  const inner = html`<b>${"<&>"}</b>`;

  expect(html`<p title="${`"'`}">${inner}${[inner, inner]}${undefined}${1}</p>`.source).toBe(
    '<p title="&quot;&#39;"><b>&lt;&amp;&gt;</b><b>&lt;&amp;&gt;</b><b>&lt;&amp;&gt;</b>1</p>',
  );
});

test("characters that turn text around, or show nothing, are spelled out", () => {
  expect(escapeHtml("a\u202eb\u2067c\u200fd\u0000\u0085e\nf")).toBe("a\\u{202e}b\\u{2067}c\\u{200f}d\\u{0}\\u{85}e f");
});

test("a text is cut between characters", () => {
  expect(shorten("ab😀cd", 6)).toBe("ab😀cd");
  expect(shorten("ab😀cd", 5)).toBe("ab😀…");
  expect(shorten("ab😀cd", 4)).toBe("ab…");
});
