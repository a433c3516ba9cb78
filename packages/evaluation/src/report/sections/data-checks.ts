// What was found in the data.

import { count } from "../format.ts";
import { html, type Markup } from "../html.ts";
import type { Report } from "../report.ts";
import { details } from "../table.ts";
import type { CreateSection } from "./section.ts";

type Check = NonNullable<Report["checks"]>[number];

const SIGNS: Readonly<Record<string, string>> = { fail: "✗", warn: "!", pass: "✓" };

export const dataChecks: CreateSection = ({ checks = [] }) => {
  if (checks.length === 0) return undefined;
  const passed = checks.filter(({ status }) => status === "pass");
  const others = checks.filter(({ status }) => status !== "pass" && status !== "fail");
  const found = [...checks.filter(({ status }) => status === "fail"), ...others];
  const content = html`${found.length > 0 ? checkList(found) : html`<p>Nothing was found.</p>`}
${passed.length > 0 ? details(`${count(passed.length)} passed`, checkList(passed)) : undefined}`;
  return { id: "data", title: "Data checks", content };
};

function checkList(checks: readonly Check[]): Markup {
  const items = checks.map(
    ({ status, code, message }) =>
      html`<li class="${status}"><span class="sign" aria-hidden="true">${SIGNS[status]}</span><span><strong>${status}</strong> ${message} <code>${code}</code></span></li>`,
  );
  return html`<ul class="checks">${items}</ul>`;
}
