// What was read and found: columns, rows, classes, checks.

import type { ClassCount, DataCheck, DataSummary } from "../../protocol.ts";
import { count, counted } from "../../words.ts";
import { checkList } from "../checks.ts";
import { h } from "../dom.ts";
import { bar, scroller, table } from "../table.ts";

/** By the codes of the reader's errors, as the command line has them. */
const DROPPED: Readonly<Record<string, string>> = {
  ROW_EMPTY_TEXT: "without text",
  ROW_EMPTY_LABEL: "without label",
  CSV_COLUMNS: "with the wrong number of columns",
};

/** Where text and label are. */
export interface Columns {
  readonly textColumn?: string | undefined;
  readonly labelColumn?: string | undefined;
}

/** @param onColumns - Both were chosen. */
export function columnChoice(
  header: readonly string[],
  { textColumn, labelColumn }: Columns,
  onColumns: (columns: Columns) => void,
): HTMLElement {
  const text = columnSelect("textColumn", "Column of the texts", header, textColumn);
  const label = columnSelect("labelColumn", "Column of the labels", header, labelColumn);
  const change = (): void => {
    if (text.select.value === "" || label.select.value === "") return;
    onColumns({ textColumn: text.select.value, labelColumn: label.select.value });
  };
  text.select.addEventListener("change", change);
  label.select.addEventListener("change", change);
  return h("div", { class: "fields two" }, text.field, label.field);
}

export function showSummary(summary: DataSummary, onColumns: (columns: Columns) => void): HTMLElement {
  const { name, numRows, numKept, dropped, header, rows, textColumns, labelColumn } = summary;
  const reasons = Object.entries(dropped).map(([code, n]) => `${count(n)} ${DROPPED[code] ?? `with ${code}`}`);
  const left = numKept === numRows ? "" : `; ${count(numRows - numKept)} dropped: ${reasons.join(", ")}`;
  return h(
    "div",
    {},
    h("p", { id: "file-line" }, h("strong", { dir: "auto" }, name), `: ${counted(numRows, "row")}${left}`),
    header.length > 1 && columnChoice(header, { textColumn: textColumns[0], labelColumn }, onColumns),
    h("h3", {}, "The first rows"),
    table({
      label: "The first rows",
      header: ["label", "text"],
      rows: rows.map(({ text, label }) => [label, h("span", { class: "clip" }, text)]),
      isNumber: () => false,
    }),
  );
}

function columnSelect(
  name: string,
  title: string,
  header: readonly string[],
  chosen: string | undefined,
): { readonly field: HTMLElement; readonly select: HTMLSelectElement } {
  const options = header.map((column) => h("option", { value: column, selected: column === chosen }, column));
  const none = chosen === undefined && h("option", { value: "", disabled: true, selected: true }, "Choose one");
  const select = h("select", { id: name }, none, options);
  const field = h("div", { class: "field" }, h("label", { for: name }, title, " ", h("code", {}, name)), select);
  return { field, select };
}

export function showCheck({ classes, facts, checks }: DataCheck): HTMLElement {
  return h(
    "div",
    {},
    h("h3", {}, counted(classes.length, "class").replace("classs", "classes")),
    classTable(classes),
    h(
      "dl",
      { class: "facts" },
      ...facts.flatMap(([name, words]) => [h("dt", {}, name), h("dd", { dir: "auto" }, words)]),
    ),
    h("h3", {}, "Checks"),
    checkList(checks),
  );
}

function classTable(classes: readonly ClassCount[]): HTMLElement {
  const most = Math.max(...classes.map((ofClass) => ofClass.count));
  const rows = classes.map(({ name, count: n }) =>
    h(
      "li",
      {},
      h("span", { class: "name clip", dir: "auto", title: name }, name),
      bar(n / most),
      h("span", { class: "n" }, count(n)),
    ),
  );
  return scroller("Rows of each class", h("ul", { class: "bars" }, rows));
}
