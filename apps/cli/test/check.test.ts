import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type CliResult, runCli, withFolder, writeNews } from "./_cli.ts";

const WORDS = ["river", "stone", "cloud", "paper", "light", "table", "night", "chair", "grass", "metal"];

/** Rows whose label depends on nothing. */
function makeNoise(n: number): string[] {
  let state = 1;
  const below = (end: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * end);
  };
  return Array.from({ length: n }, (_, i) => {
    const words = Array.from({ length: 12 }, () => WORDS[below(10)]! + WORDS[below(10)]!);
    return `${words.join(" ")} n${i},${"abc"[below(3)]}`;
  });
}

const NOISE = makeNoise(1500);

function checkRows(rows: readonly string[], ...args: string[]): Promise<CliResult> {
  return withFolder(async (cwd) => {
    await writeFile(join(cwd, "news.csv"), `text,category\n${rows.join("\n")}\n`);
    const result = await runCli(["check", "news.csv", ...args], { cwd });
    expect(await readdir(cwd)).toEqual(["news.csv"]);
    return result;
  });
}

test("prints a line a check on standard output, and the sum of it", async () => {
  await withFolder(async (cwd) => {
    await writeNews(join(cwd, "news.csv"));
    const { status, stdout, stderr } = await runCli(["check", "news.csv"], { cwd });

    expect(stdout).toMatch(/^news\.csv: 90 rows\nwarning\[DATA_ROWS\] 90 rows in 3 classes, of them 9 to test on/);
    expect(stdout).toContain("\npass[DATA_UNRELATED] texts and labels are related");
    expect(stdout).toMatch(/\n\d+ passed, \d+ warnings, 0 errors\n$/);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });
});

test("ends with 65 where labels have nothing to do with the texts", async () => {
  const { status, stdout } = await checkRows(NOISE);

  expect(stdout).toMatch(
    /^error\[DATA_UNRELATED\] the words of the texts say nothing about the labels \(.*\)\n {2}fix: /m,
  );
  expect(status).toBe(65);
});

test("names the records of a warning, and what to do", async () => {
  const { status, stdout } = await checkRows([...NOISE, "one two three,a", "One  two three,b"]);

  expect(stdout).toContain(
    "warning[DATA_CONFLICT] 1 text carries more than one label\n  news.csv (records 1501, 1502)\n  fix: decide for one label",
  );
  expect(status).toBe(65);
});

test("prints one JSON object", async () => {
  const { stdout, status } = await checkRows([...NOISE, "one two three,a", "One  two three,b"], "--json");
  const { status: worst, checks } = JSON.parse(stdout);

  expect(worst).toBe("fail");
  expect(status).toBe(65);
  expect(checks.find(({ code }: { code: string }) => code === "DATA_CONFLICT")).toEqual({
    code: "DATA_CONFLICT",
    status: "warn",
    message: "1 text carries more than one label",
    fix: expect.stringContaining("decide for one label"),
    numRows: 2,
    records: [
      { file: "news.csv", record: 1501 },
      { file: "news.csv", record: 1502 },
    ],
  });
});

test("shows how the vocabulary covers the splits", async () => {
  const split = ["--split", "80/10/10"];
  const { stdout } = await checkRows(NOISE, ...split);
  const { vocabulary } = JSON.parse((await checkRows(NOISE, ...split, "--json")).stdout);

  expect(stdout).toMatch(/^vocabulary {2}\d+ ids\n {2}first +\[PAD\] \[UNK\] .*\n {2}middle .*\n {2}last /m);
  expect(stdout).toMatch(/^ {2}test +1,950 tokens, \d+ distinct; 7\.7 % unknown, 0\.0 % of the texts cut$/m);
  expect(stdout).toMatch(/^ {2}coverage +the most frequent 10 words [\d.]+ %, /m);
  expect(Object.keys(vocabulary.splits)).toEqual(["train", "validation", "test"]);
  expect(vocabulary.splits.train.rankPlot[0]).toMatchObject({ rank: 1, count: expect.any(Number) });
});

test("names flags in fixes", async () => {
  const { stdout } = await checkRows(NOISE, "--max-length", "5");

  expect(stdout).toMatch(
    /^warning\[DATA_TRUNCATED\] 100\.0 % of the texts are longer than 5 tokens.*\n {2}fix: raise --max-length$/m,
  );
});

test("looks across the files of train and test", async () => {
  await withFolder(async (cwd) => {
    await writeNews(join(cwd, "news.csv"));
    await writeFile(
      join(cwd, "test.csv"),
      'text,category\n"the team and the goal, <script>0</script>",sport\nnew,art\n',
    );
    const check = ["check", "news.csv", "--test-data", "test.csv", "--seed", "1", "--duplicates", "keep"];
    const { stdout } = await runCli(check, { cwd });

    expect(stdout).toContain("warning[DATA_LEAK] 1 test text");
    expect(stdout).toContain("test.csv (record 1)");
    expect(stdout).toContain(
      'warning[DATA_UNTRAINED_CLASS] no training row, so that it will never be predicted: "art" (1)',
    );
  });
});

test("says what becomes of equal texts", async () => {
  const rows = [...NOISE.slice(0, 100), "one two three,a", "One  two three,a", "ONE two three,b"];
  const together = await checkRows(rows);
  const dropped = await checkRows(rows, "--duplicates", "drop-conflicting", "--json");

  expect(together.stdout).toContain("news.csv: 103 rows\nduplicates  2 rows repeat an earlier text\n");
  expect(JSON.parse(dropped.stdout).duplicates).toEqual({ numRepeated: 2, numDropped: 3, numLeftOut: 0 });
});

test("training texts that are also in the test file are left out, and leak nothing", async () => {
  await withFolder(async (cwd) => {
    await writeNews(join(cwd, "news.csv"));
    await writeFile(join(cwd, "test.csv"), 'text,category\n"the team and the goal, <script>0</script>",sport\n');
    const { stdout } = await runCli(["check", "news.csv", "--test-data", "test.csv"], { cwd });

    expect(stdout).toContain("\nduplicates  1 row repeats an earlier text; 1 left out that is also measured on\n");
    expect(stdout).toContain("\npass[DATA_LEAK] ");
  });
});

test("reports bad input as the other commands do", async () => {
  const oneClass = await checkRows(["a b,x", "c d,x"]);
  expect(oneClass.stderr).toBe('error[DATA_ONE_CLASS] all 2 rows have label "x"; need at least 2\n');
  expect(oneClass.status).toBe(65);

  const missing = await checkRows(NOISE, "--label-column", "kind");
  expect(missing.stderr).toMatch(/^error\[CSV_NO_COLUMN\] news\.csv: no column "kind"/);
  expect(missing.status).toBe(65);
});

test("splits as it is told", async () => {
  const rows = NOISE.slice(0, 100).map(
    (row, i) => `${row},${i < 80 ? "train" : i < 90 ? "dev" : "test"},author ${i % 5}`,
  );
  await withFolder(async (cwd) => {
    await writeFile(join(cwd, "news.csv"), `text,category,part,author\n${rows.join("\n")}\n`);
    const check = (...args: string[]) => runCli(["check", "news.csv", ...args], { cwd });
    const byColumn = await check("--split-method", "column", "--split-column", "part");
    const byWrongColumn = await check("--split-method", "column", "--split-column", "author");
    const withoutColumn = await check("--split-method", "time");
    const needlessColumn = await check("--split-column", "author");

    expect(byColumn.stdout).toContain("100 rows in 3 classes, of them 10 to test on");
    expect(byWrongColumn.stderr).toMatch(
      /^error\[DATA_SPLIT_VALUE\] news\.csv \(record 1\): expected train, validation or test, found "author 0"/,
    );
    expect(withoutColumn.stderr).toMatch(
      /^error\[CONFIG\] --split-method time needs a column\n {2}fix: add --split-column/,
    );
    expect(needlessColumn.stderr).toMatch(/^error\[CONFIG\] --split-method stratified uses no --split-column/);
    expect([byWrongColumn, withoutColumn, needlessColumn].map(({ status }) => status)).toEqual([65, 2, 2]);
  });
});

test("warns of rows that the reader left out, and says what it mended", async () => {
  const rows = [...NOISE.slice(0, 200), ",a", " ,b", "no label,", "one,two,three", "blanks, a "];
  const { stdout } = await checkRows(rows, "--on-bad-row", "skip");
  const { files, checks } = JSON.parse((await checkRows(rows, "--on-bad-row", "skip", "--json")).stdout);

  expect(stdout).toContain("warning[ROW_EMPTY_TEXT] 2 rows without text left out\n");
  expect(stdout).toContain("warning[ROW_EMPTY_LABEL] 1 row without label left out\n");
  expect(stdout).toContain(
    "warning[CSV_COLUMNS] 1 row that could not be read left out, the first at news.csv:205 (record 204, byte ",
  );
  expect(stdout).toMatch(/^pass\[LABEL_LOOKALIKE\] .*; blanks around 1 label were removed$/m);
  expect(stdout).not.toContain("pass[ROW_EMPTY");
  expect(files).toEqual([
    {
      name: "news.csv",
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      numRows: 205,
      numKept: 201,
      dropped: { ROW_EMPTY_TEXT: 2, ROW_EMPTY_LABEL: 1, CSV_COLUMNS: 1 },
    },
  ]);
  expect(checks.filter(({ code }: { code: string }) => code === "ROW_EMPTY_TEXT")).toHaveLength(1);
});

test("names the file and the record in it where a pattern stands for several", async () => {
  await withFolder(async (cwd) => {
    await writeFile(join(cwd, "n1.csv"), `text,category\n${NOISE.slice(0, 100).join("\n")}\n,a\none two three,a\n`);
    await writeFile(join(cwd, "n2.csv"), `text,category\n${NOISE.slice(100, 200).join("\n")}\none two three,b\n`);
    const { stdout } = await runCli(["check", "n*.csv"], { cwd });

    expect(stdout).toContain(
      "warning[DATA_CONFLICT] 1 text carries more than one label\n  n1.csv (record 102), n2.csv (record 101)\n",
    );
  });
});
