// Errors mention settings, so that a front end can write them in its own form; here as flags.

import { NewsclfError, type SettingMention } from "@newsclf-internal/errors";
import { expect, test } from "vitest";
import { type ReadOptions, readExamples } from "../../src/node.ts";
import { write } from "./_files.ts";

function toFlag({ setting, value }: SettingMention): string {
  const flag = `--${setting.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  if (value === undefined || value === true) return flag;
  return `${flag} ${/[^\p{L}\p{N}_-]/u.test(String(value)) ? `"${value}"` : value}`;
}

const SKIP = "or use --on-bad-row=skip to drop and count such rows";

test.each<[string, string | Buffer, ReadOptions, string]>([
  ["a.csv", "Text,label\n", { textColumn: "text" }, "--text-column Text"],
  ["a.csv", "a b,label\n", { textColumn: "ab" }, '--text-column "a b"'],
  ["a.csv", "te\u202e,label\n", { textColumn: "te" }, '--text-column "te\\u{202e}"'],
  ["a.csv", "text,label,part\n", { keepColumns: ["fold"] }, "--split-column <name>"],
  ["a.csv", "text,label,w\n", { weightColumn: "weight" }, "--weight-column <name>"],
  ["a.csv", "text,yes\n", { labelColumns: ["yes", "no"] }, '--label-columns "yes,<name>"'],
  ["a.csv", "text,yes,non\n", { labelColumns: ["yes", "no"] }, '--label-columns "yes,non"'],
  ["a.csv", "text,label\n", { titleColumn: "lable" }, "--title-column label"],
  ["a.csv", "text,class,category\n", {}, "--label-column class"],
  ["a.csv", "a,label\n", {}, "--text-column <name>"],
  ["a.csv", "text;label\na;x\n", { delimiter: "," }, '--delimiter ";"'],
  ["a.csv", "text\tlabel\na\tx\n", { delimiter: "," }, '--delimiter "\\t"'],
  ["a.csv", Buffer.from("text,label\n\u00e9,x\n", "latin1"), {}, "--encoding latin1"],
  ["a.csv", Buffer.from("\ufefftext", "utf16le"), {}, "--encoding utf16le"],
  ["a.csv", "text,label\na,b,c\n", {}, `quote the field that contains the comma, ${SKIP}`],
  ["a.csv", 'text,label\na "b",c\n', {}, 'double it ("") and quote the field, or --relax-quotes'],
  ["a.csv", 'text,label\n"a" b,c\n', {}, 'double quotes ("") inside the field, or --relax-quotes'],
  [
    "a.csv",
    "text,label\nabcdefg,c\n",
    { maxFieldBytes: 6 },
    `close the quote if one is open, raise --max-field-bytes, ${SKIP}`,
  ],
  ["a.jsonl", '{"text": }\n{"text":"b","label":"c"}\n', {}, `repair it, ${SKIP.replace("rows", "records")}`],
])("%s: a fix with flags for %j, %j", async (name, content, options, fix) => {
  const error: unknown = await readExamples(await write(name, content), options).catch((failure) => failure);

  expect(error).toBeInstanceOf(NewsclfError);
  expect((error as NewsclfError).describe(toFlag).fix).toBe(fix);
});

test("a message with a flag", async () => {
  const reading = readExamples(await write("long.csv", "text,label\nabcdefg,c\n"), { maxFieldBytes: 6 });
  const error: NewsclfError = await reading.catch((failure) => failure);

  expect(error.describe(toFlag).message).toBe("field longer than 6 bytes (limit --max-field-bytes)");
  expect(error.message).toBe("field longer than 6 bytes (limit maxFieldBytes)");
});
