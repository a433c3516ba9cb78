import { toJsonSchema } from "@valibot/to-json-schema";
import { description, exactOptional, is, optional, picklist, pipe, strictObject, string, unknown } from "valibot";
import { describe, expect, test } from "vitest";
import { GROUPS, PRESET_NAMES, PRESETS, SETTING_NAMES, settingOf } from "../../src/settings.ts";

/** The JSON Schema of a config file. */
function settingsJsonSchema(): object {
  const settings = SETTING_NAMES.map((name) => {
    const { schema, about, default: value } = settingOf(name);
    return [name, optional(pipe(schema, description(about)), value)] as const;
  });
  const schema = strictObject({
    $schema: exactOptional(string()),
    preset: optional(picklist(PRESET_NAMES), "default"),
    ...Object.fromEntries(settings),
    run: exactOptional(unknown()),
  });
  // Checks that are functions have no form in JSON Schema; the program makes them.
  return { title: "newsclf", ...toJsonSchema(schema, { errorMode: "ignore", typeMode: "input" }) };
}

/** The page of all settings. */
function optionsPage(): string {
  const tables = GROUPS.map((group) => {
    const rows = SETTING_NAMES.filter((name) => settingOf(name).group === group).map((name) => {
      const { about, expected, text, default: value, defaultText } = settingOf(name);
      const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
      const preset = PRESETS.notebook[name];
      const shown = [
        defaultText ?? (value === null ? "" : text.format(value)),
        preset === undefined ? "" : text.format(preset),
      ];
      return `| \`${name}\` | \`${flag}\` | ${expected} | ${shown.join(" | ")} | ${about} |`;
    });
    const header = "| setting | flag | values | default | notebook | |\n|---|---|---|---|---|---|";
    return `## ${group}\n\n${header}\n${rows.join("\n")}`;
  });
  const intro = `Names are those of \`trainClassifier\` and of config files (\`newsclf train --config\`, JSON; its schema is \`@newsclf/classifier/settings.schema.json\`); flags are those of \`newsclf train\`. A flag counts more than the config file, and that more than the preset. In JSON, none is null. The column notebook has what \`--preset notebook\` changes.`;
  return `# Options\n\n${intro}\n\n${tables.join("\n\n")}\n`;
}

// Both files are written by `vitest run -u`.
test("docs/options.md lists every setting", async () => {
  await expect(optionsPage()).toMatchFileSnapshot("../../../../docs/options.md");
});

test("settings.schema.json says what a config file may hold", async () => {
  await expect(`${JSON.stringify(settingsJsonSchema(), undefined, 2)}\n`).toMatchFileSnapshot(
    "../../settings.schema.json",
  );
});

describe.each(SETTING_NAMES)("%s", (name) => {
  const { schema, text, default: value } = settingOf(name);

  test("has a default that is one of its values", () => {
    expect(is(schema, value)).toBe(true);
  });

  test("reads what it writes", () => {
    if (value === null || text.isList) return;
    expect(text.parse(text.format(value))).toEqual(value);
  });
});
