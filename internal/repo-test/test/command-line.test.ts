// A setting is written once: the command line makes its flags from the table, and its commands pass them on.

import { SETTING_NAMES } from "@newsclf/classifier/settings";
import { expect, test } from "vitest";
import { linesWith } from "../src/find-lines.ts";
import { loadPublishedPackages } from "../src/published-package.ts";

/** Words of which code is full, and what a trainer says of its run; as flags they count. */
const ORDINARY = [
  ...["accents", "backend", "checks", "columns", "comment", "data", "delimiter", "duplicates", "encoding", "escape"],
  ...[
    "folds",
    "header",
    "limit",
    "monitor",
    "numEpochs",
    "numbers",
    "parts",
    "patience",
    "pooling",
    "quote",
    "sampling",
  ],
  ...["seed", "split", "threads", "tokenizer", "unlabelled", "vectors"],
];

const { folder, sources } = loadPublishedPackages().find(({ manifest }) => manifest.name === "@newsclf/cli")!;

test("is argv, commands and words", () => {
  const parts = new Set(sources.map(({ path }) => path.slice(`${folder}/src/`.length).replace(/\/.*/u, "/")));

  expect([...parts].sort()).toEqual(["commands/", "main.ts", "print/", "program.ts"]);
});

test("names settings only where flags are made and where commands pass them on", () => {
  const others = sources.filter(({ path }) => !/\/src\/(?:program\.ts|commands\/)/u.test(path));
  const flags = SETTING_NAMES.map((name) => `--${name.replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}`);
  const words = SETTING_NAMES.filter((name) => !ORDINARY.includes(name));

  expect(linesWith(new RegExp(`(?:${flags.join("|")})(?![\\w-])|\\b(?:${words.join("|")})\\b`, "u"), others)).toEqual(
    [],
  );
});
