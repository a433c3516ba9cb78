import { toJsonSchema } from "@valibot/to-json-schema";
import { description, exactOptional, is, optional, picklist, pipe, strictObject, string, unknown } from "valibot";
import { describe, expect, test } from "vitest";
import { PRESET_NAMES, SETTING_NAMES, settingOf } from "../../src/settings.ts";

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

// Written by `vitest run -u`.
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
