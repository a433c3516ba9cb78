import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli, withFolder } from "./_cli.ts";

const WORDS = { sport: ["team", "goal", "match", "league"], economy: ["bank", "market", "price", "trade"] };
/** 60 texts; records 5 and 41 have the other label. */
const ROWS = Object.entries(WORDS).flatMap(([label, words]) =>
  Array.from({ length: 30 }, (_, i) => ({
    label,
    text: `the ${words[i % 4]} and the ${words[(i + 1) % 4]}, report ${i}`,
  })),
);
const WRONG = [5, 41];
const CSV = `text,label\n${ROWS.map(({ text, label }, i) => {
  const other = label === "sport" ? "economy" : "sport";
  return `"${text}",${WRONG.includes(i + 1) ? other : label}\n`;
}).join("")}`;

test("check --folds names the rows whose label is probably wrong, and writes them to a table", () =>
  withFolder(async (cwd) => {
    writeFileSync(join(cwd, "news.csv"), CSV);
    const args = ["check", "news.csv", "--folds", "5", "--out", "suspects.csv"];
    const { status, stdout } = await runCli(args, { cwd });
    const [header, ...lines] = readFileSync(join(cwd, "suspects.csv"), "utf8").trim().split("\n");

    expect(status).toBe(0);
    expect(stdout).toContain("news.csv (record 5): economy, rather sport");
    expect(stdout).toContain("all of them are in suspects.csv");
    expect(header).toBe("file,record,text,label,suggested,labelProbability,probability,isConfident");
    expect(
      lines
        .slice(0, 2)
        .map((line) => Number(line.split(",")[1]))
        .sort((a, b) => a - b),
    ).toEqual(WRONG);
    expect(await runCli(args, { cwd })).toMatchObject({
      status: 73,
      stderr: expect.stringContaining("is there already"),
    });
  }));

test("check --folds --json holds them too", () =>
  withFolder(async (cwd) => {
    writeFileSync(join(cwd, "news.csv"), CSV);
    const { stdout } = await runCli(["check", "news.csv", "--folds", "5", "--json"], { cwd });
    const { found } = JSON.parse(stdout).wrongLabels;

    expect(found[0]).toMatchObject({ file: "news.csv", label: expect.any(String), suggested: expect.any(String) });
  }));

test("--out is for wrong labels alone", () =>
  withFolder(async (cwd) => {
    writeFileSync(join(cwd, "news.csv"), CSV);
    const { status, stderr } = await runCli(["check", "news.csv", "--out", "x.csv"], { cwd });

    expect(status).toBe(2);
    expect(stderr).toContain("fix: add --folds 5");
  }));
