// The readers of the built entry for pages beside those of Node, in Node and in Chromium.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { findChromium, runPage } from "@newsclf-internal/chromium";
import { build } from "esbuild";
import { parquetWriteBuffer } from "hyparquet-writer";
import { afterAll, describe, expect, test } from "vitest";
import { type ReadOptions, readExamples } from "../../src/node.ts";

const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));
const CHROMIUM = findChromium();

type Case = readonly [name: string, content: string | Uint8Array, options?: ReadOptions];

const CSV = 'text,label\n"a ""quoted""\r\nline, with a comma",x\n你好 🎉 ñ,y\n';
const parquet = parquetWriteBuffer({
  columnData: [
    { name: "text", data: ["uno ñ", "dos"], type: "STRING" },
    { name: "label", data: [1, 0], type: "INT32" },
  ],
});

const CASES: readonly Case[] = [
  ["plain.csv", CSV],
  ["mark.csv", `\ufeff${CSV.replaceAll("\n", "\r\n")}`],
  ["semicolons.csv", "text;label\n1,5 euros;a\nb;c\n"],
  ["tabs.tsv", "label\ttext\na\tb c\n"],
  ["latin.csv", Buffer.from("text,label\nñandú,é\n", "latin1"), { encoding: "latin1" }],
  ["bad-bytes.csv", Buffer.from("text,label\nñandú,é\n", "latin1")],
  ["open-quote.csv", 'text,label\na,b\n"c,d\ne,f\n'],
  ["columns.csv", "text,label\na,b\nc,d,e\n"],
  ["skipped.csv", "text,label\na,b\nc,d,e\n,x\n", { onBadRow: "skip" }],
  ["named.csv", "body;kind\na;b\n", { textColumn: "body", labelColumn: "kind" }],
  ["missing.csv", "body;kind\na;b\n", { textColumn: "text" }],
  ["nul.csv", "text,label\na\0b,c\n"],
  ["empty.csv", ""],
  ["lines.jsonl", '{"text":"a ñ","label":"b"}\n\n{"text":"c","label":"d"}\n'],
  ["broken.jsonl", '{"text":"a","label":"b"}\n{"text":"c"\n'],
  ["list.json", '[{"text":"a","label":"b"},{"text":"c","label":"d"}]'],
  ["packed.csv.gz", gzipSync(CSV)],
  ["cut.csv.gz", gzipSync(CSV).subarray(0, 40)],
  ["table.parquet", new Uint8Array(parquet)],
  ["long.csv", `text,label\n${Array.from({ length: 30_000 }, (_, i) => `text ${i} ñ,${i % 3}`).join("\n")}\n`],
];

const folder = mkdtempSync(join(tmpdir(), "read-files-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What a reader gives or throws, as JSON; its own code in a page too. */
const OUTCOME = `async (read) => {
  try {
    const { examples, summary } = await read();
    const { files, sources, badRows, ...rest } = summary;
    const told = badRows.map(({ message }) => message);
    const hashes = files.map(({ sha256, numRows }) => [sha256, numRows]);
    return JSON.parse(JSON.stringify({ examples, hashes, told, ...rest }));
  } catch (error) {
    const { code, message, place, fix, excerpt } = error;
    return JSON.parse(JSON.stringify({ code, message, place, fix, excerpt }));
  }
}`;
const outcomeOf = new Function(`return ${OUTCOME}`)() as (read: () => Promise<unknown>) => Promise<unknown>;

function inNode([name, content, options]: Case): Promise<unknown> {
  const path = join(folder, name);
  writeFileSync(path, content);
  return outcomeOf(() => readExamples(path, options));
}

test.each(CASES.map((given) => ({ name: given[0], given })))("$name", async ({ given }) => {
  const [name, content, options] = given;
  const { readFiles } = await import(join(DIST, "browser.js"));
  const file = new File([content as BlobPart], name);

  expect(await outcomeOf(() => readFiles([file], options))).toEqual(await inNode(given));
});

test("exports these names and no others", async () => {
  expect(Object.keys(await import(join(DIST, "browser.js"))).sort()).toEqual([
    "NewsclfError",
    "readFiles",
    "readHeader",
  ]);
});

test("several files are one table, and are told apart by their names", async () => {
  const { readFiles } = await import(join(DIST, "browser.js"));
  const files = ["a.csv", "b.csv"].map((name) => new File([CSV], name));
  const { examples, summary } = await readFiles(files);

  expect(examples.texts).toHaveLength(4);
  expect(summary.files.map(({ path }: { path: string }) => path)).toEqual(["a.csv", "b.csv"]);
});

test("the columns can be asked for where none looks like the text", async () => {
  const { readFiles, readHeader } = await import(join(DIST, "browser.js"));
  const file = new File([" uno ;dos\na;b\n"], "odd.csv");
  const objects = new File(['[{"uno": "a", "dos": "b"}]'], "odd.json");

  await expect(readFiles([file])).rejects.toMatchObject({ code: "CSV_NO_COLUMN" });
  expect(await readHeader(file)).toEqual(["uno", "dos"]);
  expect(await readHeader(objects)).toEqual(["uno", "dos"]);
});

describe.runIf(CHROMIUM)("in Chromium", { timeout: 120_000 }, () => {
  test("reads the same", async () => {
    const given = CASES.map(([name, content, options]) => [
      name,
      Buffer.from(content as Uint8Array).toString("base64"),
      options,
    ]);
    const contents = `
      import { readFiles } from "./browser.js";
      const outcomeOf = ${OUTCOME};
      const found = [];
      for (const [name, base64, options] of ${JSON.stringify(given)}) {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        found.push(await outcomeOf(() => readFiles([new File([bytes], name)], options ?? {})));
      }
      document.body.textContent = JSON.stringify(found);
    `;
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: DIST },
      ...{ bundle: true, format: "esm", platform: "browser", write: false, logLevel: "silent" },
    });
    const script = outputFiles[0]!.text;
    expect(script).not.toMatch(/from\s*"node:|import\("node:|require\("node:/u);
    const found = await runPage(CHROMIUM!, { script, folders: {} });

    expect(found).toEqual(await Promise.all(CASES.map(inNode)));
  });
});
