// What the README shows without training for a minute: commands and options that exist, and the error as printed.

import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli, withFolder } from "./_cli.ts";

const README = readFileSync(new URL("../README.md", import.meta.url), "utf8").replaceAll("\r\n", "\n");

/** The one whose tables are not of `train`. */
const [HTTP] = /^## Over HTTP\n.*?(?=^## )/ms.exec(README)!;

test("names every command", async () => {
  const { stdout } = await withFolder((cwd) => runCli(["--help"], { cwd }));
  const inHelp = [...stdout.matchAll(/^ {2}([a-z]+) \[options\]/gm)].map(([, name]) => name);
  const inReadme = [...README.matchAll(/^\| `([a-z]+)` \|/gm)].map(([, name]) => name);

  expect(inReadme).toEqual(inHelp);
});

test.each(["train", "predict", "check"])("%s has the options of the session", async (command) => {
  const { stdout } = await withFolder((cwd) => runCli([command, "--help"], { cwd }));
  const lines = README.split("\n").flatMap((line) => line.match(new RegExp(`newsclf ${command} [^\`]*`)) ?? []);
  const flags = lines.flatMap((line) => line.match(/--[a-z-]+/g) ?? []);

  expect(flags.length).toBeGreaterThan(0);
  for (const flag of flags) expect(stdout).toContain(`${flag} `);
});

test("serve has the options of its table", async () => {
  const { stdout } = await withFolder((cwd) => runCli(["serve", "--help"], { cwd }));
  const flags = HTTP.split("\n").flatMap((line) => (line.startsWith("| `--") ? line.match(/--[a-z-]+/g)! : []));

  expect(flags.length).toBeGreaterThan(10);
  for (const flag of flags) expect(stdout).toContain(`${flag} `);
});

test("train has the options of the table of splits", async () => {
  const { stdout } = await withFolder((cwd) => runCli(["train", "--help"], { cwd }));
  const flags = [...README.replace(HTTP, "").matchAll(/^\| `(--[^`]*)` \|/gm)].flatMap(
    ([, shown]) => shown!.match(/--[a-z-]+/g)!,
  );

  expect(flags.length).toBeGreaterThan(5);
  for (const flag of flags) expect(stdout).toContain(`${flag} `);
});

test("check prints lines as it shows them", async () => {
  const rows = ["sport", "economy"].flatMap((label) =>
    Array.from({ length: 7 }, (_, i) => `the same text ${i},${label}`),
  );
  const { stdout } = await withFolder(async (cwd) => {
    await writeFile(join(cwd, "noticias.csv"), `text,category\n${rows.join("\n")}\n`);
    return runCli(["check", "noticias.csv"], { cwd });
  });
  const plain = (text: string): string => text.replace(/\d[\d,]*/g, "1");
  const [shown] = /^warning\[DATA_CONFLICT\].*\n.*\n.*$/m.exec(README)!;

  expect(plain(stdout)).toContain(plain(shown));
});

test("prints the error that it shows", async () => {
  const [, args, output] = /```console\n\$ newsclf (train --data news\.csv [^\n]*)\n(.*?)```/s.exec(README)!;
  const { stderr } = await withFolder(async (cwd) => {
    await writeFile(join(cwd, "news.csv"), "text,category\na,b\n");
    return runCli(args!.split(" "), { cwd });
  });

  expect(stderr).toBe(output);
});
