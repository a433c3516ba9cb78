import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { BINARY, runCli, useTrainedRun } from "./_cli.ts";

const mine = useTrainedRun();
const PREDICT = ["predict", "--model", "runs/mine/model"];

const parseLines = (stdout: string) =>
  stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

test("labels arguments", async () => {
  const { stdout, stderr } = await runCli([...PREDICT, "team match", "bank trade"], mine);

  expect(stdout).toMatch(/^sport\t[01]\.\d{4}\neconomy\t[01]\.\d{4}\n$/);
  expect(stderr).toBe("");
});

test("labels arguments as JSON lines", async () => {
  const { stdout } = await runCli([...PREDICT, "--json", "team match", "bank trade"], mine);

  expect(parseLines(stdout)).toEqual([
    { text: "team match", label: "sport", probability: expect.any(Number) },
    { text: "bank trade", label: "economy", probability: expect.any(Number) },
  ]);
});

test("labels lines of standard input, however they end", async () => {
  const { stdout } = await runCli(PREDICT, { ...mine, input: "atom cell\r\nteam goal\nbank" });

  expect(stdout).toMatch(/^science\t\S+\nsport\t\S+\neconomy\t\S+\n$/);
});

test("labels lines of standard input as JSON lines", async () => {
  const { stdout } = await runCli([...PREDICT, "--json"], { ...mine, input: "atom cell\nteam goal" });

  expect(parseLines(stdout)).toMatchObject([
    { text: "atom cell", label: "science" },
    { text: "team goal", label: "sport" },
  ]);
});

test("answers every line of standard input, also an empty one", async () => {
  const { stdout } = await runCli(PREDICT, { ...mine, input: "atom\n\natom\n" });

  expect(stdout.trim().split("\n")).toHaveLength(3);
});

test("prints nothing for no input", async () => {
  expect(await runCli(PREDICT, mine)).toEqual({ status: 0, stdout: "", stderr: "" });
});

test("labels a file", async () => {
  const { stdout } = await runCli([...PREDICT, "--data", "news.csv"], mine);
  const labels = stdout
    .trim()
    .split("\n")
    .map((line) => line.split("\t")[0]);

  expect(labels).toEqual(["sport", "economy", "science"].flatMap((label) => Array(30).fill(label)));
});

test("labels a file without a label column as JSON lines", async () => {
  await writeFile(join(mine.cwd, "texts.csv"), "id;body\n1;team goal\n2;atom cell\n");
  const { stdout } = await runCli([...PREDICT, "--data", "texts.csv", "--text-column", "body", "--json"], mine);

  expect(parseLines(stdout)).toMatchObject([
    { text: "team goal", label: "sport" },
    { text: "atom cell", label: "science" },
  ]);
});

test("reads other formats, patterns, folders and standard input", async () => {
  await mkdir(join(mine.cwd, "texts/unsorted"), { recursive: true });
  await writeFile(join(mine.cwd, "texts/unsorted/1.txt"), "team goal");
  await writeFile(join(mine.cwd, "part-1.jsonl.gz"), gzipSync('{"text":"team goal"}\n'));
  const sources = { "part-*.jsonl.gz": "", texts: "", "-": '[{"text":"team goal"}]' };

  for (const [source, input] of Object.entries(sources)) {
    const { stdout } = await runCli([...PREDICT, "--data", source], { ...mine, input });
    expect(stdout, source).toMatch(/^sport\t\S+\n$/);
  }
});

test("takes a data set of the hub from the cache when offline", async () => {
  const root = join(mine.cwd, "hub/datasets--me--news");
  const commit = "0".repeat(40);
  await mkdir(join(root, "refs"), { recursive: true });
  await mkdir(join(root, "snapshots", commit), { recursive: true });
  await writeFile(join(root, "refs/main"), commit);
  await writeFile(join(root, "snapshots", commit, "test.csv"), "text\nteam goal\n");
  const env = { HF_HUB_CACHE: join(mine.cwd, "hub"), HF_HUB_OFFLINE: "1" };
  const found = await runCli([...PREDICT, "--data", "hf://me/news:test"], { ...mine, env });
  const missing = await runCli([...PREDICT, "--data", "hf://me/other"], { ...mine, env });

  expect(found.stdout).toMatch(/^sport\t\S+\n$/);
  expect(missing.stderr).toMatch(/^error\[FILE_OFFLINE\] hf:\/\/me\/other: /);
  expect(missing.status).toBe(66);
});

test("prints a line for every row of a file, and says how many have no text", async () => {
  await writeFile(join(mine.cwd, "gap.csv"), 'text\nteam\n""\natom\n');
  const { stdout, stderr } = await runCli([...PREDICT, "--data", "gap.csv"], mine);

  expect(stdout).toMatch(/^sport\t\S+\n\t\nscience\t\S+\n$/);
  expect(stderr).toBe("gap.csv: 3 rows; 1 dropped: 1 without text\n");
});

test("refuses texts and a file at once", async () => {
  const { status, stderr } = await runCli([...PREDICT, "--data", "news.csv", "team"], mine);

  expect(stderr).toBe("error[CONFIG] texts and --data were both given\n  fix: use one of them\n");
  expect(status).toBe(2);
});

test("gives a text without a word no label", async () => {
  const { stdout } = await runCli([...PREDICT, "--json", "team goal", "?!"], mine);

  expect(parseLines(stdout)).toMatchObject([{ label: "sport" }, { text: "?!", label: null, probability: null }]);
});

test.each(["utf16le", "utf-16le"])("reads standard input that is %s", async (encoding) => {
  const input = Buffer.from("atom cell\nteam goal\n", "utf16le");
  const { stdout } = await runCli([...PREDICT, "--encoding", encoding], { ...mine, input });

  expect(stdout).toMatch(/^science\t\S+\nsport\t\S+\n$/);
});

test("refuses bytes on standard input that are no text", async () => {
  const { status, stderr } = await runCli(PREDICT, { ...mine, input: Buffer.from("team\ncaf\u00e9\n", "latin1") });

  expect(stderr).toBe("error[DATA_UTF8] stdin:2 byte 4: 0xE9 is not valid UTF-8\n  fix: --encoding latin1\n");
  expect(status).toBe(65);
});

test("recognises UTF-16 on standard input", async () => {
  const input = Buffer.from("\ufeffteam goal\r\n", "utf16le");
  const { stderr } = await runCli(PREDICT, { ...mine, input });

  expect(stderr).toBe("error[DATA_ENCODING] stdin: looks like UTF-16LE\n  fix: --encoding utf16le\n");
});

test("says how to give a text that begins with a dash", async () => {
  const { status, stderr } = await runCli([...PREDICT, "-5 degrees at the match"], mine);
  const { stdout } = await runCli([...PREDICT, "--", "-5 degrees at the match"], mine);

  expect(stderr).toContain("fix: put -- before a text that begins with a dash\n");
  expect(status).toBe(2);
  expect(stdout).toMatch(/^sport\t/);
});

test("reads a list of texts with commas", async () => {
  await writeFile(join(mine.cwd, "list.csv"), "text\nteam, goal\natom, cell, energy\n");
  const { stdout } = await runCli([...PREDICT, "--data", "list.csv"], mine);

  expect(stdout).toMatch(/^sport\t\S+\nscience\t\S+\n$/);
});

test("prints labels as they are, however long", async () => {
  const name = `${"Artes > ".repeat(30)}Cine\u200d`;
  const rows = Array.from({ length: 40 }, (_, i) => `red house ${i},${name} A\ngreen cat ${i},${name} B\n`);
  await writeFile(join(mine.cwd, "long.csv"), `text,label\n${rows.join("")}`);
  await runCli(["train", "--data", "long.csv", "--preset", "fast", "--no-checks", "--out", "runs/long"], mine);
  const { stdout } = await runCli(["predict", "--model", "runs/long/model", "red house", "green cat"], mine);

  expect(stdout.split("\n").map((line) => line.split("\t")[0])).toEqual([`${name} A`, `${name} B`, ""]);
});

test("answers each line while the next one is still to come", async () => {
  const child = spawn(process.execPath, [BINARY, ...PREDICT], { cwd: mine.cwd });
  child.stdin.write("team goal\n");
  const first = await new Promise((resolve) => child.stdout.once("data", (data) => resolve(String(data))));
  child.stdin.end("bank market\n");
  const second = await new Promise((resolve) => child.stdout.once("data", (data) => resolve(String(data))));

  expect(first).toMatch(/^sport\t\S+\n$/);
  expect(second).toMatch(/^economy\t\S+\n$/);
});

test("threads change nothing in what is said of many texts", async () => {
  const input = Array.from({ length: 20_000 }, (_, i) => `team ${i} goal ${"bank ".repeat(i % 9)}\n`).join("");
  const [alone, spread] = await Promise.all(
    ["1", "2"].map((threads) => runCli([...PREDICT, "--threads", threads], { ...mine, input })),
  );

  expect(alone!.stdout.split("\n")).toHaveLength(20_001);
  expect(spread).toEqual(alone);
});

test("shards together say what one process says, each text once", async () => {
  const whole = await runCli([...PREDICT, "--data", "news.csv", "--json"], mine);
  const shards = await Promise.all(
    [0, 1, 2].map((i) => runCli([...PREDICT, "--data", "news.csv", "--json", "--shard", `${i}/3`], mine)),
  );
  const lines = shards.map(({ stdout }) => parseLines(stdout));

  expect(lines.map(({ length }) => length)).toEqual([30, 30, 30]);
  expect(parseLines(whole.stdout)).toEqual(parseLines(whole.stdout).map((_, i) => lines[i % 3]![Math.floor(i / 3)]));
});

test("a shard that is none is refused", async () => {
  const { status, stderr } = await runCli([...PREDICT, "--data", "news.csv", "--shard", "3/3"], mine);

  expect(status).toBe(2);
  expect(stderr).toContain("Expected i/n with i in 0..n-1, such as 0/8.");
});

describe("JSON lines", () => {
  const ARGS = [...PREDICT, "--json-lines"];

  test("keep their other fields, whatever these are", async () => {
    const input =
      '{"id": 7, "text": "team goal", "label": "gold", "more": {"a": [1, null]}, "__proto__": 1}\n\n{"text": "?"}\n';
    const { stdout, stderr } = await runCli(ARGS, { ...mine, input });
    const [first, second] = stdout.trim().split("\n");

    expect(stderr).toBe("");
    expect(first).toMatch(
      /^\{"id":7,"text":"team goal","label":"gold","more":\{"a":\[1,null\]\},"__proto__":1,"predicted":"sport","probability":0\.\d+\}$/,
    );
    expect(second).toBe('{"text":"?","predicted":null,"probability":null}');
  });

  test("have the text in another field, in a file, and go to a file", async () => {
    await writeFile(join(mine.cwd, "in.jsonl"), '{"body":"team goal"}\n{"body":"atom cell"}\n');
    const args = ["--data", "in.jsonl", "--text-column", "body", "--out", "out.jsonl", "--top-k", "2", "--details"];
    const { stdout } = await runCli([...ARGS, ...args], mine);
    const rows = parseLines(await readFile(join(mine.cwd, "out.jsonl"), "utf8"));

    expect(stdout).toBe("");
    expect(rows).toMatchObject([
      { body: "team goal", predicted: "sport", unknownShare: 0, isTruncated: false },
      { body: "atom cell", predicted: "science" },
    ]);
    expect(rows[0].answers).toHaveLength(2);
  });

  test.each([
    ["[1]", "expected an object"],
    ['{"text": 5}', '"text" is no text'],
    ['{"body": "x"}', '"text" is no text'],
    ['{"text": "x"', "stdin:2: "],
  ])("are refused with their line: %s", async (line, message) => {
    const { stdout, stderr, status } = await runCli(ARGS, { ...mine, input: `{"text":"team"}\n${line}\n` });

    expect(stderr).toMatch(/^error\[DATA_JSON\] stdin:2: /);
    expect(stderr).toContain(message);
    expect(stdout).toBe("");
    expect(status).toBe(65);
  });
});

test("objects with other fields than the first go to no table", async () => {
  await writeFile(join(mine.cwd, "mixed.jsonl"), '{"text":"team"}\n\n{"text":"goal","id":7}\n');
  const args = ["--json-lines", "--data", "mixed.jsonl"];
  const { stderr, status } = await runCli([...PREDICT, ...args, "--out", "mixed.csv"], mine);
  await runCli([...PREDICT, ...args, "--out", "mixed.jsonl.jsonl"], mine);

  expect(stderr).toBe(
    'error[DATA_JSON] mixed.jsonl:3: "id" is not in the first object, and has no column\n  fix: write --out <file>.jsonl\n',
  );
  expect(status).toBe(65);
  expect(existsSync(join(mine.cwd, "mixed.csv"))).toBe(false);
  expect(await readFile(join(mine.cwd, "mixed.jsonl.jsonl"), "utf8")).toContain('"id":7,"predicted":"sport"');
});

test("a table keeps its columns, and one that is called as what is told gives way", async () => {
  await writeFile(join(mine.cwd, "table.csv"), 'id;text;predicted\n1;team goal;old\n2;"";\n3;"=atom; cell";x\n');
  const args = ["--data", "table.csv", "--out", "told.csv", "--probabilities", "--details", "--csv-safe"];
  const { stderr } = await runCli([...PREDICT, ...args], mine);
  const lines = (await readFile(join(mine.cwd, "told.csv"), "utf8")).trim().split("\n");

  expect(stderr).toBe("table.csv: 3 rows; 1 dropped: 1 without text\n");
  expect(lines[0]).toBe(
    "id,text,predicted,probability,unknownShare,isTruncated,probability:economy,probability:science,probability:sport",
  );
  expect(lines[1]).toMatch(/^1,team goal,sport,0\.\d+,0,no,0\.\d+,0\.\d+,0\.\d+$/);
  expect(lines[2]).toBe("2,,,,,no,,,");
  expect(lines[3]).toMatch(/^3,'=atom; cell,science,0\.\d+,0,no,/);
});

test("a Parquet table has numbers where there are numbers, and is read like any other", async () => {
  await writeFile(join(mine.cwd, "in.csv"), "id,text\n1,team goal\n2,\n");
  await runCli([...PREDICT, "--data", "in.csv", "--out", "told.parquet", "--details"], mine);
  const { stdout } = await runCli([...PREDICT, "--data", "told.parquet", "--out", "again.csv"], mine);
  const lines = (await readFile(join(mine.cwd, "again.csv"), "utf8")).trim().split("\n");

  expect(stdout).toBe("");
  expect(lines[0]).toBe("id,text,unknownShare,isTruncated,predicted,probability");
  expect(lines[1]).toMatch(/^1,team goal,0,false,sport,0\.\d+$/);
  expect(lines[2]).toBe("2,,,false,,");
});

test("lists and objects beside the text are no matter, and JSON in a table", async () => {
  await writeFile(join(mine.cwd, "nested.jsonl"), '{"text":"team goal","label":["a"],"more":{"b":1}}\n');
  const plain = await runCli([...PREDICT, "--data", "nested.jsonl"], mine);
  await runCli([...PREDICT, "--data", "nested.jsonl", "--out", "nested.csv"], mine);

  expect(plain.stdout).toMatch(/^sport\t\S+\n$/);
  expect((await readFile(join(mine.cwd, "nested.csv"), "utf8")).split("\n")[1]).toMatch(
    /^team goal,"\[""a""\]","\{""b"":1\}",sport,0\.\d+$/,
  );
});

test("what was there already is not written over, and half a table is not left", async () => {
  await writeFile(join(mine.cwd, "there.csv"), "mine");
  await writeFile(join(mine.cwd, "broken.csv"), 'text\nteam\n"goal\n');
  const there = await runCli([...PREDICT, "--data", "news.csv", "--out", "there.csv"], mine);
  const broken = await runCli([...PREDICT, "--data", "broken.csv", "--out", "half.csv"], mine);

  expect(there).toMatchObject({ status: 73, stderr: expect.stringContaining("FILE_EXISTS") });
  expect(broken.status).toBe(65);
  expect(existsSync(join(mine.cwd, "half.csv"))).toBe(false);
});

test.each([
  [["--out", "x.csv", "team"], "--out x.csv is for the rows of a file"],
  [["--out", "x.xlsx", "--data", "news.csv"], "expected a name that ends in .csv, .jsonl, .parquet"],
  [["--json-lines", "team"], "texts and --json-lines were both given"],
  [["--top-k", "0", "team"], "Expected an integer of at least 1"],
])("refuses %j", async (args, message) => {
  const { stderr, status } = await runCli([...PREDICT, ...args], mine);

  expect(stderr).toContain(message);
  expect(status).toBe(2);
});
