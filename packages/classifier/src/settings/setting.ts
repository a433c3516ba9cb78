// What a setting is, and the kinds of settings that there are.
//
// A kind gives the check (a valibot schema, from which types and JSON Schema follow), the words of its errors, and the form as
// text that command lines take. valibot: as capable here as zod, an import of 10 ms instead of 60, and small in a browser.

import * as v from "valibot";

export type Schema<T> = v.GenericSchema<T>;

/** How a value is written as text, such as after a flag. */
export interface TextForm {
  /** Stands for the value in help, such as `n`; none for a switch. */
  readonly placeholder: string | undefined;
  /** The only values, if they are few. */
  readonly choices?: readonly string[];
  /** Whether it may be given several times, each for one element. */
  readonly isList?: boolean;
  /** Text that can be no value gives one that the schema refuses. */
  parse(text: string): unknown;
  format(value: unknown): string;
}

/** A kind of setting: what the values are. */
export interface Kind<T> {
  readonly schema: Schema<T>;
  /** After "expected", such as `an integer of at least 1`. */
  readonly expected: string;
  readonly text: TextForm;
}

export function integer(min: number, max: number = Number.MAX_SAFE_INTEGER, placeholder = "n"): Kind<number> {
  const range = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `in ${min}..${max}`;
  return {
    schema: v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max)),
    expected: `an integer ${range}`,
    text: { placeholder, parse: parseNumber, format: String },
  };
}

/** A number of at least `min` and, if given, below `end`. */
export function number(min: number, end = Number.POSITIVE_INFINITY): Kind<number> {
  const isBounded = Number.isFinite(end);
  return {
    schema: isBounded
      ? v.pipe(v.number(), v.minValue(min), v.ltValue(end))
      : v.pipe(v.number(), v.finite(), v.minValue(min)),
    expected: `a number of at least ${min}${isBounded ? ` and below ${end}` : ""}`,
    text: { placeholder: "x", parse: parseNumber, format: String },
  };
}

/** @param max - That it may have. */
export function numberAbove(min: number, max = Number.MAX_VALUE): Kind<number> {
  return {
    schema:
      max === Number.MAX_VALUE
        ? v.pipe(v.number(), v.finite(), v.gtValue(min))
        : v.pipe(v.number(), v.gtValue(min), v.maxValue(max)),
    expected: `a number above ${min}${max === Number.MAX_VALUE ? "" : ` and up to ${max}`}`,
    text: { placeholder: "x", parse: parseNumber, format: String },
  };
}

export function choice<const T extends string>(choices: readonly T[], placeholder = "name"): Kind<T> {
  return {
    schema: v.picklist(choices),
    expected: `one of ${choices.join(", ")}`,
    text: { placeholder, choices, parse: (text) => text, format: String },
  };
}

/** One or more of a few, each once. */
export function choices<const T extends string>(names: readonly T[], placeholder = "name,name"): Kind<readonly T[]> {
  const isSet = (values: T[]): boolean => new Set(values).size === values.length;
  return {
    schema: v.pipe(v.array(v.picklist(names)), v.minLength(1), v.check(isSet)) as Schema<readonly T[]>,
    expected: `one or more of ${names.join(", ")}`,
    text: {
      placeholder,
      parse: (text) => text.split(","),
      format: (value) => (value as readonly string[]).join(","),
    },
  };
}

export function flag(): Kind<boolean> {
  return {
    schema: v.boolean(),
    expected: "true or false",
    text: { placeholder: undefined, parse: (text) => text === "true", format: String },
  };
}

/** @param check - Further demands, and how they are named. */
export function text(
  placeholder: string,
  check: {
    readonly isValid?: (text: string) => boolean;
    readonly expected?: string;
    parse?(text: string): string;
  } = {},
): Kind<string> {
  const { isValid = (text) => text !== "", expected = "a text that is not empty", parse = (text) => text } = check;
  return {
    schema: v.pipe(v.string(), v.check(isValid)),
    expected,
    text: { placeholder, parse, format: String },
  };
}

/** Texts; one may stand for a list of one. */
export function texts(placeholder: string): Kind<string | readonly string[]> {
  return {
    schema: v.union([v.pipe(v.string(), v.minLength(1)), v.array(v.pipe(v.string(), v.minLength(1)))]),
    expected: "a text or a list of texts",
    text: { placeholder, isList: true, parse: (text) => text, format: (value) => [value].flat().join(", ") },
  };
}

/** One that files have as one byte. */
export function character(): Kind<string> {
  return text("char", { isValid: (char) => /^[!-~]$/.test(char), expected: "one ASCII character that is no blank" });
}

/** Names between commas. */
export function names(): Kind<readonly string[]> {
  return {
    schema: v.pipe(v.array(v.pipe(v.string(), v.minLength(1))), v.minLength(1)) as Schema<readonly string[]>,
    expected: "a list of names",
    text: {
      placeholder: "name,name",
      parse: (text) => text.split(",").map((name) => name.trim()),
      format: (value) => (value as readonly string[]).join(","),
    },
  };
}

/** A probability, or `auto:` and the share of the answers that should be right. */
export function threshold(): Kind<number | `auto:${number}`> {
  const isWanted = (text: string): boolean => /^auto:0?\.\d+$/.test(text) && Number(text.slice(5)) > 0;
  return {
    schema: v.union([
      v.pipe(v.number(), v.gtValue(0), v.maxValue(1)),
      v.pipe(v.string(), v.check(isWanted)) as unknown as Schema<`auto:${number}`>,
    ]),
    expected: "a probability above 0, or auto: and the share of the answers that should be right, such as auto:0.95",
    text: {
      placeholder: "p|auto:share",
      parse: (text) => (text.startsWith("auto:") ? text : parseNumber(text)),
      format: String,
    },
  };
}

/** `balanced`, or a number for each class by name, such as `spam=5,ham=1`. */
export function classWeights(): Kind<"balanced" | Readonly<Record<string, number>>> {
  const weight = v.pipe(v.number(), v.finite(), v.minValue(0));
  return {
    schema: v.union([v.literal("balanced"), v.record(v.string(), weight)]),
    expected: "balanced, or a weight of at least 0 for classes, such as spam=5,ham=1",
    text: {
      placeholder: "balanced|class=x,...",
      parse: (text) => {
        if (text === "balanced") return text;
        // Names may hold an equals sign; weights do not.
        const entries = text.split(",").map((entry) => [/^(.*)=/.exec(entry)?.[1], entry.replace(/^.*=/, "")] as const);
        return Object.fromEntries(entries.map(([name, value]) => [name ?? "", name ? parseNumber(value) : Number.NaN]));
      },
      format: (value) =>
        typeof value === "string"
          ? value
          : Object.entries(value as object)
              .map(([name, weight]) => `${name}=${weight}`)
              .join(","),
    },
  };
}

/** Words between blanks or commas. */
export function words(): Kind<readonly string[]> {
  return {
    schema: v.array(v.string()),
    expected: "a list of words",
    text: {
      placeholder: "words",
      parse: (text) => text.split(/[\s,]+/).filter((word) => word !== ""),
      format: (value) => (value as readonly string[]).join(" "),
    },
  };
}

/** Sizes of layers, such as `512,256`. */
export function sizes(max: number): Kind<readonly number[]> {
  return {
    schema: v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(max))),
    expected: `a list of integers in 1..${max}`,
    text: {
      placeholder: "n,n",
      parse: (text) => (text === "" || text === "none" ? [] : text.split(",").map(parseNumber)),
      format: (value) => (value as readonly number[]).join(",") || "none",
    },
  };
}

/** Fractions of train, validation and test; they add up to 1. */
export function shares(): Kind<readonly [number, number, number]> {
  const isWhole = (shares: [number, number, number]): boolean =>
    shares[0]! > 0 && Math.abs(shares.reduce((sum, share) => sum + share) - 1) < 1e-6;
  const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
  return {
    schema: v.pipe(v.strictTuple([share, share, share]), v.check(isWhole)),
    expected: "three shares such as 80/10/10",
    text: {
      placeholder: "a/b/c",
      parse: (text) => {
        const parts = text.split("/").map(parseNumber);
        const total = parts.reduce((sum, part) => sum + part, 0);
        return parts.map((part) => part / total);
      },
      format: (value) => (value as readonly number[]).map((share) => Number((100 * share).toFixed(4))).join("/"),
    },
  };
}

/** A value or null, which as text is `none`. */
export function orNone<T>({ schema, expected, text }: Kind<T>): Kind<T | null> {
  return {
    schema: v.nullable(schema),
    expected: `${expected}, or none`,
    text: {
      ...text,
      parse: (written) => (written === "none" ? null : text.parse(written)),
      format: (value) => (value === null ? "none" : text.format(value)),
    },
  };
}

/** A value or null, which stands for what is said elsewhere, such as what is found in the file. */
export function optional<T>(kind: Kind<T>): Kind<T | null> {
  return { ...kind, schema: v.nullable(kind.schema) };
}

function parseNumber(text: string): number {
  return text.trim() === "" ? Number.NaN : Number(text);
}
