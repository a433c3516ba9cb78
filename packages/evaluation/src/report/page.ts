// A self-contained page. No script, nothing from elsewhere, and every text from outside is escaped.

import { html, type Markup } from "./html.ts";
import { STYLE } from "./page-style.ts";

/** Whatever a text manages to be, the page loads and runs nothing. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

export function page(title: string, body: Markup): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
${STYLE}
</head>
<body>
${body}
</body>
</html>
`.source;
}
