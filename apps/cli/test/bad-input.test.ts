// Bad input: the message, the exit status, and nothing left behind.

import { spawnSync } from "node:child_process";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { BINARY, runCli, TINY, withFolder, writeNews } from "./_cli.ts";

const GOOD = "text,category\n";

/** Rows of two classes, none of which repeats another. */
const distinct = (n: number, text: (i: number) => string): string =>
  GOOD + Array.from({ length: n }, (_, i) => `${text(i)},${"xy"[i % 2]}\n`).join("");

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
    `${GOOD}a,b\na,b,c\na\n`,
    [],
    65,
    "error[CSV_COLUMNS] data.csv:3 (record 2, byte 18): expected 2 columns, found 3\n  3 | a,b,c\n" +
      "  fix: quote the field that contains the comma, or use --on-bad-row=skip to drop and count such rows\n  and 1 more\n",
  ],
  [
    "Latin-1",
    Buffer.from(`${GOOD}caf\u00e9,b\n`, "latin1"),
    [],
    65,
    "error[CSV_UTF8] data.csv:2 byte 4: 0xE9 is not valid UTF-8\n  fix: --encoding latin1",
  ],
  [
    "UTF-16 without --encoding",
    Buffer.from(`\ufeff${GOOD}a,b\n`, "utf16le"),
    [],
    65,
    "error[CSV_ENCODING] data.csv: looks like UTF-16LE\n  fix: --encoding utf16le",
  ],
  [
    "Latin-1 that is called UTF-8",
    Buffer.from(`${GOOD}caf\u00e9,b\n`, "latin1"),
    ["--encoding", "utf8"],
    65,
    "error[CSV_UTF8] data.csv:2 byte 4: 0xE9 is not valid UTF-8",
  ],
  ["a binary file", Buffer.of(1, 0, 2), [], 65, "error[CSV_BINARY] data.csv: NUL at byte 0x1"],
  [
    "texts without a word",
    distinct(20, (i) => "!".repeat(i + 1)),
    [],
    65,
    "error[ROW_NO_TOKENS] none of the training texts has a word in it\n  fix: check --text-column and --tokenizer",
  ],
  [
    "too few rows to split",
    `${GOOD}a,x\nb,y\n`,
    [],
    2,
    "error[CONFIG] the test split has no rows\n  fix: change --split, or use more rows\n",
  ],
  [
    "fewer different texts than folds",
    distinct(20, (i) => `a ${i}`) + distinct(20, (i) => `A ${i}`).slice(GOOD.length),
    ["--folds", "19"],
    2,
    "error[CONFIG] 19 folds need as many different training texts, and there are 18\n  fix: use more rows, or choose a smaller number of --folds\n",
  ],
  [
    "more texts a batch than there are",
    distinct(20, (i) => `a ${i}`),
    ["--batch-size", "64"],
    2,
    "error[CONFIG] batchSize 64 > 18 training rows\n  fix: --batch-size 18\n",
  ],
  [
    "a column whose name looks like a setting",
    "text,labelName\na,b\n",
    ["--label-column", "labelname"],
    65,
    "fix: --label-column labelName\n",
  ],
  [
    "an unknown option",
    GOOD,
    ["--numepochs", "3"],
    2,
    "error[CONFIG] unknown option '--numepochs'\n  fix: Did you mean --num-epochs?\n",
  ],
  [
    "a value out of range",
    GOOD,
    ["--batch-size", "0"],
    2,
    "error[CONFIG] option '--batch-size <n>' argument '0' is invalid. Expected an integer of at least 1.",
  ],
  ["a value that is no number", GOOD, ["--learning-rate", "fast"], 2, "Expected a number of at least 0."],
  ["shares that are none", GOOD, ["--split", "80/20"], 2, "Expected three shares such as 80/10/10."],
  ["a part that is none", GOOD, ["--parts", "lstm,cnn"], 2, "Expected one or more of lstm, ngrams."],
  ["no part", GOOD, ["--parts", ""], 2, "Expected one or more of lstm, ngrams."],
  ["a single fold", GOOD, ["--folds", "1"], 2, "Expected an integer in 2..100, or none."],
  [
    "an unknown preset",
    GOOD,
    ["--preset", "slow"],
    2,
    "argument 'slow' is invalid. Allowed choices are default, fast, ",
  ],
  ["an unknown encoding", GOOD, ["--encoding", "klingon"], 2, "Expected utf8, latin1, utf16le"],
  [
    "an unknown engine",
    GOOD,
    ["--backend", "abacus"],
    2,
    "Allowed choices are auto, gpu, native, wasm, tensorflow, reference",
  ],
  ["an argument too many", GOOD, ["more"], 2, "error[CONFIG] too many arguments for 'train'."],
])("refuses %s and writes nothing", async (_, content, args, status, message) => {
  await withFolder(async (cwd) => {
    await writeFile(join(cwd, "data.csv"), content);
    const result = await runCli(["train", "--data", "data.csv", "--out", "run", ...args], { cwd });

    expect(result.stderr).toContain(message);
    expect(result.stderr).not.toMatch(/^\s+at /m);
    expect(result).toMatchObject({ status, stdout: "" });
    expect(await readdir(cwd)).toEqual(["data.csv"]);
  });
});

test("says where it looked for a missing file", async () => {
  await withFolder(async (cwd) => {
    const result = await runCli(["train", "--data", "sub/none.csv"], { cwd });

    expect(result).toEqual({
      status: 66,
      stdout: "",
      stderr: `error[FILE_MISSING] none.csv: no such file (looked in ${join(cwd, "sub", "none.csv")})\n`,
    });
    expect(await readdir(cwd)).toEqual([]);
  });
});

test("refuses a missing test file before it writes anything", async () => {
  await withFolder(async (cwd) => {
    await writeNews(join(cwd, "news.csv"));
    const { status, stderr } = await runCli(["train", "--data", "news.csv", "--test-data", "none.csv"], { cwd });

    expect(stderr).toMatch(/^error\[FILE_MISSING\] none\.csv: /);
    expect(status).toBe(66);
    expect(await readdir(cwd)).toEqual(["news.csv"]);
  });
});

test("says why the hub cannot be reached, or that it was told not to try", async () => {
  await withFolder(async (cwd) => {
    const train = (env: Record<string, string>) =>
      runCli(["train", "--data", "hf://owner/name"], { cwd, env: { HF_HOME: cwd, ...env } });
    const unreachable = await train({ HF_ENDPOINT: "http://hub.invalid" });
    const offline = await train({ HF_HUB_OFFLINE: "1" });

    expect(unreachable.stderr).toMatch(
      /^error\[FILE_HUB\] hf:\/\/owner\/name: .* fetch failed, .*hub\.invalid\n {2}fix: /,
    );
    expect(offline.stderr).toMatch(/^error\[FILE_OFFLINE\] hf:\/\/owner\/name: is not in the cache/);
    expect([unreachable.status, offline.status]).toEqual([66, 66]);
    expect(await readdir(cwd)).toEqual([]);
  });
});

test("refuses a directory as data", async () => {
  await withFolder(async (cwd) => {
    await mkdir(join(cwd, "folder"));
    const result = await runCli(["train", "--data", "folder"], { cwd });

    expect(result).toEqual({
      status: 66,
      stdout: "",
      stderr:
        "error[FILE_IS_DIR] folder: is a directory without a folder for each class\n  fix: name a file, or put the texts of each class into a folder with its name\n",
    });
    expect(await readdir(cwd)).toEqual(["folder"]);
  });
});

test("reads UTF-16 as its message advises", async () => {
  await withFolder(async (cwd) => {
    await writeNews(join(cwd, "news.csv"));
    await writeFile(join(cwd, "wide.csv"), `\ufeff${await readFile(join(cwd, "news.csv"), "utf8")}`, "utf16le");
    const { status, stderr } = await runCli(["train", "--data", "wide.csv", "--encoding", "utf16le", ...TINY], { cwd });

    expect(stderr).toContain("wide.csv: 90 rows\n");
    expect(status).toBe(0);
  });
});

test("leaves a run folder that exists as it is", async () => {
  await withFolder(async (cwd) => {
    await writeNews(join(cwd, "news.csv"));
    await mkdir(join(cwd, "run"));
    const { status, stderr } = await runCli(["train", "--data", "news.csv", "--out", "run"], { cwd });

    expect(stderr).toMatch(/^error\[RUN_EXISTS\] .*run exists\n {2}fix: /);
    expect(status).toBe(73);
    expect(await readdir(join(cwd, "run"))).toEqual([]);
  });
});

test.each([
  ["--threads", "65", "1..64"],
  ["--max-grad-norm", "0", "above 0, or none"],
  ["--delimiter", '"', "no quote"],
  ["--delimiter", "\n", "no line end"],
  ["--split", "1e308/1e308/1e308", "three shares"],
  ["--max-length", "9007199254740991", "1..100000"],
])("refuses %s %s", async (flag, value, expected) => {
  await withFolder(async (cwd) => {
    const { status, stderr } = await runCli(["train", "--data", "news.csv", flag, value], { cwd });

    expect(stderr).toMatch(/^error\[CONFIG\] /);
    expect(stderr).toContain(expected);
    expect(status).toBe(2);
  });
});

test.each([
  ["as often as there are folds, and once more", [], /needs [\d.]+ GB to train 4 times at once; this machine has/],
  ["once", ["--parts", "lstm", "--folds", "none"], /needs [\d.]+ GB to train; this machine has/],
])("refuses a model that needs more memory than there is, %s", async (_, args, message) => {
  await withFolder(async (cwd) => {
    await writeNews(join(cwd, "news.csv"));
    const sizes = ["--hidden-size", "4096", "--embedding-size", "4096", "--num-layers", "16"];
    const { status, stderr } = await runCli(["train", "--data", "news.csv", "--out", "run", ...sizes, ...args], {
      cwd,
    });

    expect(stderr).toMatch(/error\[CONFIG\] a model of [\d,]+ parameters needs /);
    expect(stderr).toMatch(message);
    expect(status).toBe(2);
    expect(await readdir(cwd)).toEqual(["news.csv"]);
  });
});

test("refuses two parts where nothing is held out that tells how much each counts", async () => {
  await withFolder(async (cwd) => {
    await writeNews(join(cwd, "news.csv"));
    const args = ["--parts", "lstm,ngrams", "--folds", "none"];
    const { status, stdout, stderr } = await runCli(["train", "--data", "news.csv", "--out", "run", ...args], { cwd });

    expect(stderr).toMatch(
      /error\[CONFIG\] --parts "?lstm,ngrams"? needs folds or validation rows\n {2}fix: add --folds 3, or --split 80\/10\/10\n$/,
    );
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(await readdir(cwd)).toEqual(["news.csv"]);
  });
});

test("names the label column that was chosen by mistake before it misses rows for the splits", async () => {
  await withFolder(async (cwd) => {
    const rows = Array.from({ length: 80 }, (_, i) => `${i},some words about ${i}`);
    await writeFile(join(cwd, "news.csv"), `id,text\n${rows.join("\n")}\n`);
    const { status, stderr } = await runCli(["train", "--data", "news.csv", "--label-column", "id"], { cwd });

    expect(stderr).toContain('error[DATA_LABEL_COLUMN] news.csv: text "text", label "id": 80 different labels');
    expect(status).toBe(65);
  });
});

test("refuses a file whose texts are all empty", async () => {
  await withFolder(async (cwd) => {
    await writeFile(join(cwd, "news.csv"), "text,category\n,a\n,b\n");
    const { status, stderr } = await runCli(["train", "--data", "news.csv"], { cwd });

    expect(stderr).toContain("error[CSV_NO_ROWS] news.csv: none of the 2 rows has a text and a label");
    expect(status).toBe(65);
  });
});

test.each([
  ["nothing of an LSTM alone", ["--parts", "lstm", "--folds", "none"], ["news.csv"]],
  ["the n-grams", [], ["news.csv", "run"]],
])("leaves %s when the first epoch is not finite", async (_, parts, left) => {
  await withFolder(async (cwd) => {
    await writeNews(join(cwd, "news.csv"));
    const args = [...TINY, "--learning-rate", "1e38", "--max-grad-norm", "1e30", ...parts];
    const { status, stderr } = await runCli(["train", "--data", "news.csv", "--out", "run", ...args], { cwd });

    expect(stderr).toMatch(/error\[TRAIN_NONFINITE\] epoch 1 step \d+: .* not finite/);
    // A limit of the gradients would not help.
    expect(stderr).toContain("fix: lower --learning-rate, such as to 0.001\n");
    expect(stderr.includes("what was trained so far is in")).toBe(left.includes("run"));
    expect(status).toBe(65);
    expect(await readdir(cwd)).toEqual(left);
  });
});

test("says that a run folder cannot be below a file", async () => {
  await withFolder(async (cwd) => {
    await writeNews(join(cwd, "news.csv"));
    const { status, stderr } = await runCli(["train", "--data", "news.csv", "--out", "news.csv/run", ...TINY], { cwd });

    expect(stderr).toMatch(/^error\[WRITE_FAILED\] .*run: .*news\.csv is no folder\n {2}fix: /m);
    expect(status).toBe(74);
    expect(await readdir(cwd)).toEqual(["news.csv"]);
  });
});

test("with --json a usage error is one object", async () => {
  await withFolder(async (cwd) => {
    const { status, stderr } = await runCli(["train", "--numepochs", "3", "--json"], { cwd });

    expect(JSON.parse(stderr)).toEqual({
      error: "unknown option '--numepochs'",
      code: "CONFIG",
      fix: "Did you mean --num-epochs?",
    });
    expect(status).toBe(2);
  });
});

test("shows the help where no command is given", async () => {
  await withFolder(async (cwd) => {
    const { status, stdout, stderr } = await runCli([], { cwd });

    expect(stderr).toMatch(/^Usage: newsclf /);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  });
});

test("with --json the error is one object", async () => {
  await withFolder(async (cwd) => {
    const { stderr } = await runCli(["train", "--data", "none.csv", "--json"], { cwd });

    expect(JSON.parse(stderr)).toMatchObject({ code: "FILE_MISSING", place: "none.csv" });
  });
});

test.skipIf(process.platform !== "linux")("says that standard output cannot be written", async () => {
  await withFolder(async (cwd) => {
    const script = 'exec "$0" "$1" inspect --engine > /dev/full';
    const { status, stderr } = spawnSync("sh", ["-c", script, process.execPath, BINARY], { cwd, encoding: "utf8" });

    expect(stderr).toBe("error[WRITE_FAILED] standard output: ENOSPC\n");
    expect(status).toBe(74);
  });
});

test.each([
  ["bad.txt", 65, "error[VECTORS_FORMAT] bad.txt: expected a word and its numbers a line"],
  ["none.txt", 66, "error[FILE_MISSING] none.txt: no such file"],
  ["npm:no-such-vectors", 66, "error[VECTORS_MISSING] no-such-vectors is not installed\n  fix: npm install no-such"],
])("refuses the vectors %s and writes nothing", async (vectors, expected, message) => {
  await withFolder(async (cwd) => {
    await writeNews(join(cwd, "news.csv"));
    await writeFile(join(cwd, "bad.txt"), "no numbers\n");
    const { status, stderr } = await runCli(["train", "--data", "news.csv", "--vectors", vectors], { cwd });

    expect(stderr).toContain(message);
    expect(status).toBe(expected);
    expect((await readdir(cwd)).sort()).toEqual(["bad.txt", "news.csv"]);
  });
});
