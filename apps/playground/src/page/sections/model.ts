// The last section: the model as files, to keep and to open.

import type { ModelFile, ModelInfo } from "../../protocol.ts";
import { counted } from "../../words.ts";
import type { Worked } from "../ask-worker.ts";
import { h, replace } from "../dom.ts";
import { problemBox, problemOf } from "../problem-box.ts";
import { section } from "./section.ts";

export interface ModelSection {
  readonly element: HTMLElement;
  show(model: ModelInfo): void;
  setBusy(isBusy: boolean): void;
}

export function createModel(worker: Worked, { onOpened }: { onOpened(model: ModelInfo): void }): ModelSection {
  let hasModel = false;
  const about = h("p", { dir: "auto" }, "There is no model yet: train one, or open one.");
  const status = h("p", { role: "status", class: "status" });
  const problem = h("div", {});
  const save = h("button", { type: "button", disabled: true, click: () => void download() }, "Download the model");
  const zip = h("input", {
    ...{ type: "file", id: "model-zip", class: "file", accept: ".zip,application/zip" },
    change: () => void open(zip),
  });
  const folder = h("input", {
    ...{ type: "file", id: "model-folder", class: "file", webkitdirectory: true },
    change: () => void open(folder),
  });
  const { element } = section(
    "model",
    "Model",
    about,
    h("p", { class: "buttons" }, save),
    h(
      "p",
      { class: "soft" },
      "A zip of a model folder: data only. Unpacked, Node reads it: ",
      h("code", {}, 'newsclf predict --model model "A text"'),
    ),
    h("h3", {}, "Open a model"),
    h(
      "div",
      { class: "fields two" },
      h("div", { class: "field" }, h("label", { for: "model-zip" }, "A zip"), zip),
      h("div", { class: "field" }, h("label", { for: "model-folder" }, "A model folder"), folder),
    ),
    status,
    problem,
  );

  const download = async (): Promise<void> => {
    replace(problem);
    try {
      const bytes = await worker.ask("save", undefined);
      const url = URL.createObjectURL(new Blob([bytes], { type: "application/zip" }));
      h("a", { href: url, download: "model.zip" }).click();
      // Not before the browser has taken it.
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
      status.textContent = "The model is saved as model.zip.";
    } catch (error) {
      replace(problem, problemBox(problemOf(error)));
    }
  };
  const open = async (input: HTMLInputElement): Promise<void> => {
    const files: ModelFile[] = Array.from(input.files ?? [], (file) => ({
      path: file.webkitRelativePath || file.name,
      file,
    }));
    // So that the same one can be chosen again.
    const clear = (): void => {
      input.value = "";
    };
    if (files.length === 0) return;
    replace(problem);
    status.textContent = "Opening the model…";
    try {
      const info = await worker.ask("open", { files });
      show(info);
      status.textContent = "The model is open: try it above.";
      onOpened(info);
    } catch (error) {
      status.textContent = "";
      replace(problem, problemBox(problemOf(error)));
    }
    clear();
  };
  const show = ({ classNames, parts, isMultiLabel }: ModelInfo): void => {
    hasModel = true;
    save.disabled = false;
    status.textContent = "";
    const names = classNames.length > 12 ? [...classNames.slice(0, 12), "…"] : classNames;
    const classes = counted(classNames.length, "class").replace("classs", "classes");
    about.textContent = `${parts}, ${classes}${isMultiLabel ? ", several of which a text may have" : ""}: ${names.join(", ")}`;
  };

  return {
    element,
    show,
    setBusy: (isBusy) => {
      for (const control of [zip, folder]) control.disabled = isBusy;
      save.disabled = isBusy || !hasModel;
    },
  };
}
