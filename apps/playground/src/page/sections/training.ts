// The second section: settings, and how training goes.

import type { EpochRecord, GivenSettings } from "@newsclf/classifier";
import { PRESET_NAMES, PRESETS, type PresetName } from "@newsclf/classifier/settings";
import type { News, RunResult } from "../../protocol.ts";
import type { Worked } from "../ask-worker.ts";
import { h, replace } from "../dom.ts";
import { problemBox, problemOf } from "../problem-box.ts";
import { settingsForm } from "../settings-form.ts";
import { details } from "../table.ts";
import { showEpochs } from "./epochs.ts";
import { section } from "./section.ts";

const ABOUT_PRESETS: Readonly<Record<PresetName, string>> = {
  fast: "Seconds: a linear model over n-grams alone.",
  default: "A minute or so: an LSTM and n-grams, each weighed by what it says of texts that it has not seen.",
  accurate: "Minutes: a larger model of both, on five folds.",
  notebook: "The PyTorch notebook that newsclf began as, to the letter. Slow, and not the best.",
};

/** The settings that matter most. */
const SETTINGS = {
  seed: "Seed",
  numEpochs: "Epochs",
  learningRate: "Learning rate",
  hiddenSize: "LSTM units",
  maxLength: "Longest text",
  folds: "Folds",
  duplicates: "Equal texts",
  segmentation: "Texts without spaces",
  checks: "Checks",
  threads: "Threads",
} as const;

export interface TrainingOptions {
  onStarted(): void;
  /** @param trained - Undefined where no model came of it. */
  onEnded(trained: RunResult | undefined): void;
}

export interface TrainingSection {
  readonly element: HTMLElement;
  settings(): GivenSettings;
  /** @param name - Of the data; undefined while there is none. */
  setReady(name: string | undefined): void;
}

export function createTraining(worker: Worked, { onStarted, onEnded }: TrainingOptions): TrainingSection {
  let isReady = false;
  const form = settingsForm(SETTINGS);
  const presets = presetChoice((name) => form.setBase(PRESETS[name]));
  const start = h("button", { type: "submit", class: "main", disabled: true }, "Train");
  const stop = h("button", { type: "button", hidden: true, click: () => stopNow() }, "Stop");
  const hint = h("p", { class: "soft", id: "train-hint" }, "Choose data first.");
  const status = h("p", { role: "status", class: "status" });
  const progress = h("progress", { max: 1, "aria-label": "Progress of this step", hidden: true });
  const engine = h("p", { class: "soft" });
  const epochs = h("div", { class: "epochs" });
  const outcome = h("div", {});
  start.setAttribute("aria-describedby", hint.id);
  const { element } = section(
    "training",
    "Training",
    h(
      "form",
      {
        submit: (event) => {
          event.preventDefault();
          void train();
        },
      },
      presets.element,
      details("More settings", form.element),
      h("p", { class: "buttons" }, start, stop),
      hint,
    ),
    status,
    progress,
    engine,
    epochs,
    outcome,
  );

  const settings = (): GivenSettings => ({ preset: presets.read(), ...form.read() });

  const stopNow = (): void => {
    stop.disabled = true;
    status.textContent = "Stopping after this batch; what is whole is kept.";
    worker.stop();
  };

  const train = async (): Promise<void> => {
    if (!isReady) return;
    const history: EpochRecord[] = [];
    setRunning(true);
    onStarted();
    replace(outcome);
    replace(epochs);
    engine.textContent = "";
    let trained: RunResult | undefined;
    try {
      trained = await worker.ask("train", { settings: settings() }, (news) => tell(news, history));
      status.textContent = `Trained: ${trained.parts}. The result is below.`;
      replace(epochs, showEpochs(trained.epochs, trained.epochs.length));
    } catch (error) {
      status.textContent = "";
      replace(outcome, problemBox(problemOf(error)));
    }
    setRunning(false);
    if (!trained) start.focus();
    onEnded(trained);
  };

  const tell = (news: News, history: EpochRecord[]): void => {
    if (news.kind === "engine") engine.textContent = `Engine: ${news.engine}${isolationHint()}`;
    else if (news.kind === "epoch") {
      history.push(news.epoch);
      replace(epochs, showEpochs(history, news.numEpochs));
    } else {
      const words = `${news.step.charAt(0).toUpperCase()}${news.step.slice(1)}…`;
      // Read out when it changes, not at every step.
      if (status.textContent !== words && !stop.disabled) status.textContent = words;
      if (news.total === undefined) progress.removeAttribute("value");
      else progress.value = news.done / Math.max(1, news.total);
    }
  };

  const setRunning = (isRunning: boolean): void => {
    for (const control of element.querySelectorAll<HTMLInputElement>("input, select, button"))
      control.disabled = isRunning;
    progress.hidden = !isRunning;
    progress.removeAttribute("value");
    stop.hidden = !isRunning;
    stop.disabled = !isRunning;
    start.hidden = isRunning;
    if (isRunning) {
      status.textContent = "Preparing the texts…";
      stop.focus();
    }
  };

  return {
    element,
    settings,
    setReady: (name) => {
      isReady = name !== undefined;
      start.disabled = !isReady;
      hint.textContent = name === undefined ? "Choose data first." : `On ${name}, in this page.`;
    },
  };
}

/** Why there is one thread where there are more cores. */
function isolationHint(): string {
  if (globalThis.crossOriginIsolated || navigator.hardwareConcurrency < 2) return "";
  return navigator.serviceWorker?.controller
    ? ". Reload the page to use all cores"
    : ". To use all cores, the page has to be sent with the headers that its README names";
}

function presetChoice(onChange: (name: PresetName) => void): { readonly element: HTMLElement; read(): PresetName } {
  const inputs = PRESET_NAMES.map((name) =>
    h("input", { type: "radio", name: "preset", value: name, id: `preset-${name}`, checked: name === "default" }),
  );
  for (const input of inputs) input.addEventListener("change", () => onChange(input.value as PresetName));
  const choices = inputs.map((input) =>
    h(
      "div",
      { class: "choice" },
      input,
      h(
        "label",
        { for: input.id },
        h("strong", {}, input.value),
        h("small", {}, ABOUT_PRESETS[input.value as PresetName]),
      ),
    ),
  );
  return {
    element: h(
      "fieldset",
      {},
      h("legend", {}, "Preset ", h("code", {}, "preset")),
      h("div", { class: "choices" }, choices),
    ),
    read: () => inputs.find(({ checked }) => checked)!.value as PresetName,
  };
}
