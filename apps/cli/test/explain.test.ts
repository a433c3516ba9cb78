import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli, useTrainedRun } from "./_cli.ts";

const mine = useTrainedRun();
const EXPLAIN = ["explain", "--model", "runs/mine/model"];

test("names the words that moved the answer, the strongest first, and no colours in a pipe", async () => {
  const { stdout, status } = await runCli([...EXPLAIN, "the team and the goal"], mine);

  expect(stdout).toMatch(
    /^sport 0\.\d{4} \(score \+\d+\.\d\d, [+−]\d+\.\d\d without any word\)\n {2}\+\d+\.\d\d {2}(team|goal) {2}\(LSTM [+−]\d\.\d\d, n-grams \+\d\.\d\d\)\n/,
  );
  expect(stdout).not.toContain("\u001b");
  expect(status).toBe(0);
});

test("explains another class, by leaving words out, for each line of standard input, as JSON", async () => {
  const args = [...EXPLAIN, "--label", "economy", "--method", "occlusion", "--json"];
  const { stdout } = await runCli(args, { ...mine, input: "the team\nthe bank\n" });
  const lines = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

  expect(lines.map(({ text, label }) => [text, label])).toEqual([
    ["the team", "economy"],
    ["the bank", "economy"],
  ]);
  expect(lines[1].words[1]).toEqual({ word: "bank", space: "", effect: expect.any(Number) });
  expect(lines[1].words[1].effect).toBeGreaterThan(0);
});

test("writes a page in which every text is escaped, and does not write over a file", async () => {
  await runCli([...EXPLAIN, "the team <script>alert(1)</script>", "--html", "why.html"], mine);
  const page = await readFile(join(mine.cwd, "why.html"), "utf8");

  expect(page).toContain("&lt;script&gt;");
  expect(page).not.toContain("<script>");
  await writeFile(join(mine.cwd, "kept.html"), "mine");
  const again = await runCli([...EXPLAIN, "the team", "--html", "kept.html"], mine);
  expect(again).toMatchObject({ status: 73, stdout: "", stderr: expect.stringContaining("FILE_EXISTS") });
});

test("names the classes there are", async () => {
  const { stderr, status } = await runCli([...EXPLAIN, "the team", "--label", "chess"], mine);

  expect(stderr).toContain('label "chess" is none of the model\'s: economy, science, sport');
  expect(status).toBe(65);
});
