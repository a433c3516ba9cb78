// Sentences that mention settings. A package knows a setting by its name (`learningRate`); a command line writes it as a
// flag (`--learning-rate`), so that what is a setting has to be told apart from what is text.

/** A setting inside a sentence, perhaps with a value to give it. */
export interface SettingMention {
  /** Its name, such as `learningRate`. */
  readonly setting: string;
  readonly value?: string | number | boolean | undefined;
}

/** Text, or text and mentions of settings in turn. */
export type Sentence = string | readonly (string | SettingMention)[];

export function setting(name: string, value?: SettingMention["value"]): SettingMention {
  return value === undefined ? { setting: name } : { setting: name, value };
}

/** ``sentence`lower ${setting("learningRate")}` ``. */
export function sentence(
  text: TemplateStringsArray,
  ...parts: readonly (string | number | SettingMention)[]
): Sentence {
  return text.flatMap((before, i) => {
    const part = parts[i];
    return part === undefined ? [before] : [before, typeof part === "number" ? String(part) : part];
  });
}

/** @param write - The form of a setting; by default that of a TypeScript caller, `learningRate` or `learningRate: 0.001`. */
export function writeSentence(words: Sentence, write: (mention: SettingMention) => string = writeSetting): string {
  if (typeof words === "string") return words;
  return words.map((part) => (typeof part === "string" ? part : write(part))).join("");
}

export function writeSetting({ setting, value }: SettingMention): string {
  return value === undefined ? setting : `${setting}: ${JSON.stringify(value)}`;
}
