// Bad input: the message, the exit status, and nothing left behind.

import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli, TINY, withFolder, writeNews } from "./_cli.ts";

const GOOD = "text,category\n";

test.each<[string, string | Uint8Array, string[], number, string]>([
  ["an empty file", "", [], 65, "error[CSV_EMPTY] data.csv: no header row"],
  ["a header without rows", GOOD, [], 65, "error[CSV_NO_ROWS] data.csv: header but no data rows"],
  [
    "one class only",
    `${GOOD}a b,sport\nc d,sport\n`,
    [],
    65,
    'error[DATA_ONE_CLASS] all 2 rows have label "sport"; need at least 2',
  ],
  [
    "an unknown column",
    `${GOOD}a,b\n`,
    ["--label-column", "categori"],
    65,
    'error[CSV_NO_COLUMN] data.csv: no column "categori"; found "text","category"\n  fix: --label-column category',
  ],
  [
    "a wrong delimiter",
    "text;category\na;b\n",
    ["--delimiter", ","],
    65,
    'error[CSV_DELIMITER] data.csv: one column found; line 1 has 1 ";"\n  fix: --delimiter ";"',
  ],
  [
    "an unclosed quote",
    `${GOOD}a,b\n"c,d\ne,f\n`,
    [],
    65,
    'error[CSV_QUOTE_OPEN] data.csv:3: quote opened in column "text" never closed',
  ],
  [
    "too many columns",
    `${GOOD}a,b\na,b,c\n`,
    [],
    65,
    "error[CSV_COLUMNS] data.csv:3 (record 2): expected 2 columns, found 3\n  3 | a,b,c",
  ],
  [
    "Latin-1",
    Buffer.from(`${GOOD}caf\u00e9,b\n`, "latin1"),
    [],
    65,
    "error[CSV_UTF8] data.csv:2 byte 4: 0xE9 is not valid UTF-8\n  fix: --encoding latin1",
  ],
  ["an unknown option", GOOD, ["--epochz", "3"], 2, "error[CONFIG] unknown option '--epochz'"],
  ["a value out of range", GOOD, ["--batch-size", "0"], 2, "Expected an integer of at least 1."],
])("%s", async (_, content, args, status, message) => {
  await withFolder(async (cwd) => {
    await writeFile(join(cwd, "data.csv"), content);
    const result = await runCli(["train", "--data", "data.csv", "--out", "run", ...args], { cwd });

    expect(result.stderr).toContain(message);
    expect(result.stderr).not.toMatch(/^\s+at /m);
    expect(result).toMatchObject({ status, stdout: "" });
    expect(await readdir(cwd)).toEqual(["data.csv"]);
  });
});

test("a missing file and a directory", async () => {
  await withFolder(async (cwd) => {
    await mkdir(join(cwd, "folder"));
    const missing = await runCli(["train", "--data", "none.csv"], { cwd });
    const directory = await runCli(["train", "--data", "folder"], { cwd });

    expect(missing).toMatchObject({
      status: 66,
      stderr: `error[FILE_MISSING] none.csv: no such file (looked in ${join(cwd, "none.csv")})\n`,
    });
    expect(directory.status).toBe(66);
    expect(directory.stderr).toContain("error[FILE_IS_DIR] folder:");
    expect(await readdir(cwd)).toEqual(["folder"]);
  });
});

test("a run folder that exists is left as it is", async () => {
  await withFolder(async (cwd) => {
    await writeNews(join(cwd, "news.csv"));
    await mkdir(join(cwd, "run"));
    const { status, stderr } = await runCli(["train", "--data", "news.csv", "--out", "run"], { cwd });

    expect(stderr).toMatch(/^error\[RUN_EXISTS\] .*run exists\n {2}fix: /);
    expect(status).toBe(73);
    expect(await readdir(join(cwd, "run"))).toEqual([]);
  });
});

test("a loss that is not finite", async () => {
  await withFolder(async (cwd) => {
    await writeNews(join(cwd, "news.csv"));
    const args = [...TINY, "--learning-rate", "1e38", "--max-grad-norm", "1e30"];
    const { status, stderr } = await runCli(["train", "--data", "news.csv", "--out", "run", ...args], { cwd });

    expect(stderr).toMatch(/error\[TRAIN_NONFINITE\] epoch 1 step \d+: .* not finite/);
    expect(stderr).toContain("fix: lower --learning-rate, or set --max-grad-norm to 1");
    expect(status).toBe(65);
    expect(await readdir(cwd)).toEqual(["news.csv"]);
  });
});

test("with --json the error is one object", async () => {
  await withFolder(async (cwd) => {
    const { stderr } = await runCli(["train", "--data", "none.csv", "--json"], { cwd });

    expect(JSON.parse(stderr)).toMatchObject({ code: "FILE_MISSING", place: "none.csv" });
  });
});
