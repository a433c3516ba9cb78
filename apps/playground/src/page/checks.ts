// What the checks found in the data, in the words of the command line.

import type { Finding } from "../protocol.ts";
import { count } from "../words.ts";
import { h } from "./dom.ts";
import { details } from "./table.ts";

const SIGNS = { fail: "✗", warn: "!", pass: "✓" } as const;
const LEVELS = { fail: "error", warn: "warning", pass: "passed" } as const;

export function checkList(findings: readonly Finding[]): HTMLElement {
  const passed = findings.filter(({ status }) => status === "pass");
  const others = findings.filter(({ status }) => status !== "pass").sort((a, b) => rank(a) - rank(b));
  return h(
    "div",
    {},
    others.length > 0 ? list(others) : h("p", {}, "Nothing was found that would spoil training."),
    passed.length > 0 && details(`${count(passed.length)} passed`, list(passed)),
  );
}

function rank({ status }: Finding): number {
  return status === "fail" ? 0 : 1;
}

function list(findings: readonly Finding[]): HTMLElement {
  return h("ul", { class: "checks" }, findings.map(item));
}

function item({ status, code, message, fix, records, numRows }: Finding): HTMLElement {
  const more = numRows - records.length;
  return h(
    "li",
    { class: status },
    h("span", { class: "sign", "aria-hidden": "true" }, SIGNS[status]),
    h(
      "div",
      {},
      h("p", { dir: "auto" }, h("strong", {}, LEVELS[status]), ` ${message} `, h("code", {}, code)),
      status !== "pass" &&
        records.length > 0 &&
        h(
          "p",
          { class: "soft" },
          `${records.length === 1 ? "record" : "records"} ${records.join(", ")}${more > 0 ? ` and ${count(more)} more` : ""}`,
        ),
      status !== "pass" && fix !== undefined && h("p", { class: "soft", dir: "auto" }, `What to do: ${fix}`),
    ),
  );
}
