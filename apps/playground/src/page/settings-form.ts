// Controls for settings, made of the table of settings: what they are about, what they take, what they are by default.

import { type SettingName, type SomeSettings, settingOf } from "@newsclf/classifier/settings";
import { h } from "./dom.ts";

export interface SettingsForm {
  readonly element: HTMLElement;
  /** What was changed; the library checks it. */
  read(): SomeSettings;
}

interface Control {
  readonly name: SettingName;
  readonly input: HTMLInputElement | HTMLSelectElement;
  /** Undefined where nothing was chosen. */
  read(): unknown;
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
  return {
    element: h("div", { class: "fields" }, fields),
    read: () =>
      Object.fromEntries(
        controls.map(({ name, read }) => [name, read()] as const).filter(([, value]) => value !== undefined),
      ) as SomeSettings,
  };
}

function createControl(name: SettingName): Control {
  const { text, default: value, schema: _ } = settingOf(name);
  const written = value === null ? "" : text.format(value);
  const choices = text.choices ?? (text.placeholder === undefined ? ["true", "false"] : undefined);
  if (choices && !text.isList) {
    const options = choices.map((choice) => h("option", { value: choice, selected: choice === written }, choice));
    const input = h("select", {}, options);
    return { name, input, read: () => (input.value === written ? undefined : text.parse(input.value)) };
  }
  const input = h("input", {
    ...{ type: "text", autocomplete: "off", spellcheck: "false" },
    placeholder: written,
    inputmode: typeof value === "number" ? "decimal" : undefined,
  });
  // Blanks are what some delimiters are.
  return { name, input, read: () => (input.value === "" ? undefined : text.parse(input.value)) };
}
