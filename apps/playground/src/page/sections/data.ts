// The first section: which texts, what was read of them, and what is wrong with them.

import type { GivenSettings, SomeSettings } from "@newsclf/classifier";
import type { DataSummary } from "../../protocol.ts";
import type { Worked } from "../ask-worker.ts";
import { focusOn, h, replace } from "../dom.ts";
import { problemBox, problemOf } from "../problem-box.ts";
import { settingsForm } from "../settings-form.ts";
import { details } from "../table.ts";
import { type Columns, columnChoice, showCheck, showSummary } from "./data-found.ts";
import { section } from "./section.ts";

/** The bundled file, and where its columns are. */
const SAMPLE = { name: "noticias.csv", textColumn: "text", labelColumn: "category" };

/** Settings of reading that a file may need. */
const READING = {
  delimiter: "Delimiter",
  encoding: "Encoding",
  header: "The first line names the columns",
  quote: "Quotes",
  onBadRow: "Rows that cannot be read",
} as const;

export interface DataOptions {
  /** Those that training would have. */
  settings(): GivenSettings;
  /** @param name - Of the data; undefined while there is none that can be trained on. */
  onRead(name: string | undefined): void;
}

export interface DataSection {
  readonly element: HTMLElement;
  setBusy(isBusy: boolean): void;
}

export function createData(worker: Worked, { settings, onRead }: DataOptions): DataSection {
  let files: readonly File[] = [];
  let columns: Columns = {};
  /** Of the last reading: what came before is not shown any more. */
  let numReadings = 0;
  const reading = settingsForm(READING, () => void read());
  const found = h("div", {});
  const status = h("p", { role: "status", class: "status" });
  const input = h("input", {
    ...{ type: "file", id: "files", multiple: true, class: "file", "aria-describedby": "files-about" },
    accept: ".csv,.tsv,.json,.jsonl,.ndjson,.txt,.gz,.zst,.parquet",
    // So that a file that was changed can be chosen again.
    click: () => {
      input.value = "";
    },
    change: () => void choose([...(input.files ?? [])]),
  });
  const sample = h("button", { type: "button", click: () => void chooseSample() }, "Use the sample");
  const drop = h(
    "div",
    {
      class: "drop",
      dragover: (event) => {
        event.preventDefault();
        drop.classList.add("over");
      },
      dragleave: () => drop.classList.remove("over"),
      drop: (event) => {
        event.preventDefault();
        drop.classList.remove("over");
        const dropped = (event as DragEvent).dataTransfer?.files;
        if (input.disabled || !dropped?.length) return;
        input.files = dropped;
        void choose([...dropped]);
      },
    },
    h("label", { for: "files", class: "drop-label" }, "Choose a file of texts and labels, or drop it here"),
    input,
    h("p", { id: "files-about", class: "soft" }, "CSV, JSON or Parquet with a column of texts and a column of labels."),
    h(
      "p",
      { class: "sample" },
      sample,
      h("span", { class: "soft" }, "3,000 short news texts in Spanish, seven classes, synthetic"),
    ),
  );
  const { element } = section("data", "Data", drop, details("How the file is read", reading.element), status, found);

  const choose = async (chosen: readonly File[], known: Columns = {}): Promise<void> => {
    if (chosen.length === 0) return;
    [files, columns] = [chosen, known];
    await read();
  };
  const chooseSample = async (): Promise<void> => {
    const { name, textColumn, labelColumn } = SAMPLE;
    const before = files;
    const response = await fetch(new URL(name, document.baseURI)).catch(() => undefined);
    const content = response?.ok ? await response.blob().catch(() => undefined) : undefined;
    // Something else was chosen meanwhile, or training has begun.
    if (files !== before || input.disabled) return;
    input.value = "";
    if (content !== undefined) return choose([new File([content], name)], { textColumn, labelColumn });
    replace(found, problemBox({ code: "FILE_MISSING", message: "the sample did not arrive", fix: "reload the page" }));
  };

  const chooseColumns = async (chosen: Columns): Promise<void> => {
    columns = chosen;
    await read();
  };
  const read = async (): Promise<void> => {
    if (files.length === 0) return;
    const number = ++numReadings;
    const isLast = (): boolean => number === numReadings;
    const used = document.activeElement;
    onRead(undefined);
    replace(found);
    status.textContent = `Reading ${files.map(({ name }) => name).join(", ")}…`;
    try {
      const summary = await worker.ask("read", { files, settings: settingsOfReading() });
      if (!isLast()) return;
      const checked = h("div", {});
      replace(
        found,
        showSummary(summary, (chosen) => void chooseColumns(chosen)),
        checked,
      );
      // To what is new, or back to the control that was used and is another now.
      const again = used?.id ? found.querySelector<HTMLElement>(`#${used.id}`) : null;
      if (!reading.element.contains(used)) focusOn(again ?? found.querySelector<HTMLElement>("#file-line")!);
      await check(summary, checked, isLast);
    } catch (error) {
      if (!isLast()) return;
      status.textContent = "";
      const problem = problemOf(error);
      replace(found, problemBox(problem));
      if (problem.code === "CSV_NO_COLUMN" || problem.code === "CSV_NO_ROWS") await offerColumns(isLast, used?.id);
    }
  };
  const settingsOfReading = (): SomeSettings => {
    const { textColumn, labelColumn } = columns;
    return { ...reading.read(), textColumn: textColumn === undefined ? undefined : [textColumn], labelColumn };
  };
  /** Where the guess or the choice failed. @param used - Of the control that had the focus. */
  const offerColumns = async (isLast: () => boolean, used: string | undefined): Promise<void> => {
    const header = await worker.ask("header", { files, settings: settingsOfReading() }).catch((): string[] => []);
    if (!isLast() || header.length === 0) return;
    const isThere = (name: string | undefined): boolean => name !== undefined && header.includes(name);
    const known = Object.fromEntries(Object.entries(columns).filter(([, name]) => isThere(name)));
    found.append(columnChoice(header, known, (chosen) => void chooseColumns(chosen)));
    if (used) found.querySelector<HTMLElement>(`#${used}`)?.focus();
  };

  const check = async (summary: DataSummary, checked: HTMLElement, isLast: () => boolean): Promise<void> => {
    status.textContent = "Checking the texts…";
    try {
      const outcome = await worker.ask("check", { settings: settings() });
      if (!isLast()) return;
      replace(checked, showCheck(outcome));
      const numFound = outcome.checks.filter(({ status }) => status !== "pass").length;
      status.textContent = `Read and checked ${summary.name}: ${numFound === 0 ? "nothing to complain of" : `${numFound} to look at`}.`;
      onRead(summary.name);
    } catch (error) {
      if (!isLast()) return;
      status.textContent = "";
      replace(checked, problemBox(problemOf(error)));
      // Settings of training may be what is wrong, and can be changed there.
      onRead(summary.name);
    }
  };

  return {
    element,
    setBusy: (isBusy) => {
      for (const control of element.querySelectorAll<HTMLInputElement>("input, select, button"))
        control.disabled = isBusy;
    },
  };
}
