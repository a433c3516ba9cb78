// Controls for settings, made of the table of settings: what they are about, what they take, what they are by default.

import { type SettingName, type SomeSettings, settingOf } from "@newsclf/classifier/settings";
import { h } from "./dom.ts";

export interface SettingsForm {
  readonly element: HTMLElement;
  /** Where the settings start from, other than from their defaults: what was not changed by hand is shown so. */
  setBase(values: SomeSettings): void;
  /** What was changed; the library checks it. */
  read(): SomeSettings;
}

interface Control {
  readonly name: SettingName;
  readonly input: HTMLInputElement | HTMLSelectElement;
  /** Undefined where nothing was chosen. */
  read(): unknown;
  setBase(value: unknown): void;
}

/** What a setting is called; its own name stands beside it, as messages have it. */
export type Labels = Readonly<Partial<Record<SettingName, string>>>;

export function settingsForm(labels: Labels, onChange: () => void = () => {}): SettingsForm {
  const controls = (Object.keys(labels) as SettingName[]).map(createControl);
  for (const { input } of controls) input.addEventListener("change", onChange);
  const fields = controls.map(({ name, input }) => {
    const { about, defaultText } = settingOf(name);
    const hint = h("small", { id: `${name}-about` }, about, defaultText === undefined ? "" : `; ${defaultText}`);
    input.id = name;
    input.setAttribute("aria-describedby", hint.id);
    return h("div", { class: "field" }, h("label", { for: name }, labels[name], " ", h("code", {}, name)), input, hint);
  });
  const setBase = (values: SomeSettings): void => {
    for (const { name, setBase } of controls) setBase(name in values ? values[name] : settingOf(name).default);
  };
  // A choice that nobody has made is not the first option.
  for (const { input } of controls) input.value = "";
  setBase({});
  return {
    setBase,
    element: h("div", { class: "fields" }, fields),
    read: () =>
      Object.fromEntries(
        controls.map(({ name, read }) => [name, read()] as const).filter(([, value]) => value !== undefined),
      ) as SomeSettings,
  };
}

function createControl(name: SettingName): Control {
  const { text, default: value } = settingOf(name);
  const choices = text.choices ?? (text.placeholder === undefined ? ["true", "false"] : undefined);
  if (choices && !text.isList) return createChoice(name, choices);
  const input = h("input", {
    ...{ type: "text", autocomplete: "off", spellcheck: "false" },
    inputmode: typeof value === "number" ? "decimal" : undefined,
  });
  return {
    ...{ name, input },
    // Blanks are what some delimiters are.
    read: () => (input.value === "" ? undefined : text.parse(input.value)),
    setBase: (base) => {
      input.placeholder = base === null && value === null ? "automatic" : text.format(base);
    },
  };
}

function createChoice(name: SettingName, choices: readonly string[]): Control {
  const { text } = settingOf(name);
  const words = (choice: string): string => ({ true: "yes", false: "no" })[choice] ?? choice;
  const input = h(
    "select",
    {},
    choices.map((choice) => h("option", { value: choice }, words(choice))),
  );
  let written = "";
  return {
    ...{ name, input },
    read: () => (input.value === written ? undefined : text.parse(input.value)),
    setBase: (base) => {
      const isChosen = input.value !== written;
      written = text.format(base);
      if (!isChosen) input.value = written;
    },
  };
}
