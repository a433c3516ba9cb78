import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { drawConfusions } from "../../src/logging/confusion-picture.ts";
import { type ResultLog, saveResultLog } from "../../src/node.ts";
import { inside, type Message, summaries, text } from "./_events.ts";

const RESULT: ResultLog = {
  ...{ step: 4, scores: { "test/accuracy": 0.75, "test/loss": 0.5 } },
  settings: { learningRate: 0.5, checks: false, data: "a|b.csv", limit: null, parts: ["lstm", "ngrams"] },
  verdict: ["Test accuracy 75.0 %.", "A <b>second</b> paragraph."],
  confusions: [
    { gold: 0, predicted: 0, count: 30 },
    { gold: 1, predicted: 0, count: 10 },
    { gold: 1, predicted: 1, count: 10 },
  ],
  classNames: ["económico", "日本"],
  ...{ startedAt: 1_700_000_000_000, endedAt: 1_700_000_060_000 },
};

function makeFolder(): string {
  const folder = join(mkdtempSync(join(tmpdir(), "training-")), "tensorboard");
  onTestFinished(() => rmSync(join(folder, ".."), { recursive: true }));
  return folder;
}

async function save(result = RESULT): Promise<ReadonlyMap<string, { step: number; value: Message }>> {
  const folder = makeFolder();
  await saveResultLog(folder, result);
  const [file, ...others] = readdirSync(folder);
  expect(others).toEqual([]);
  return new Map(summaries(readFileSync(join(folder, file!))).map(({ tag, ...summary }) => [tag, summary]));
}

test("has the scores at the last epoch", async () => {
  const result = await save();

  expect(result.get("test/accuracy")!.step).toBe(4);
  expect(result.get("test/accuracy")!.value.get(2)).toEqual([0.75]);
});

test("has the words and the settings as Markdown that shows what was written", async () => {
  const result = await save();
  const words = (tag: string): string => text(inside(result.get(tag)!.value, 8), 8);

  expect(words("verdict")).toBe("Test accuracy 75.0 %.\n\nA \\<b\\>second\\</b\\> paragraph.");
  expect(words("settings")).toContain(
    "| setting | value |\n| --- | --- |\n| learningRate | 0.5 |\n| checks | false |\n| data | a\\|b.csv |\n| limit | none |\n| parts | lstm, ngrams |",
  );
  expect(words("classes")).toContain("| 2 | 日本 |");
});

test("has the settings as hyperparameters, and when the run began and ended", async () => {
  const result = await save();
  const content = (name: string, field: number): Message =>
    inside(result.get(`_hparams_/${name}`)!.value, 9, 1, 2, field);
  const names = content("experiment", 2).get(4)!;

  expect(names).toHaveLength(5);
  expect(content("session_start_info", 3).get(1)).toHaveLength(5);
  expect(content("session_start_info", 3).get(5)).toEqual([1_700_000_000]);
  expect(content("session_end_info", 4).get(2)).toEqual([1_700_000_060]);
});

test("has the confusion matrix as a picture", async () => {
  const image = inside((await save()).get("confusion")!.value, 4);
  const png = image.get(4)![0] as Buffer;
  const [height, width] = [image.get(1)![0] as number, image.get(2)![0] as number];
  const size = png.readUInt32BE(33);

  expect(png.subarray(1, 4).toString()).toBe("PNG");
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([width, height]);
  expect(inflateSync(png.subarray(41, 41 + size))).toHaveLength(height * (1 + 3 * width));
});

test("takes the place of what an earlier process of the run wrote", async () => {
  const folder = makeFolder();
  await saveResultLog(folder, RESULT);
  await saveResultLog(folder, { ...RESULT, endedAt: 1_700_000_090_000 });

  expect(readdirSync(folder)).toEqual(["events.out.tfevents.1700000090.newsclf-result"]);
});

test("draws cells the darker, the larger their share of the row", () => {
  const { width, height, pixels } = drawConfusions(RESULT.confusions!, RESULT.classNames)!;
  // The bottom right corner of a cell has no letter.
  const colorAt = (x: number, y: number): number => pixels[(y * width + x) * 3]!;
  const [line, cell] = [24, 36];
  const left = width - 2 * cell;

  expect(height).toBe(3 * line);
  expect(colorAt(left + cell - 1, 2 * line - 1)).toBe(8);
  expect(colorAt(width - 1, 2 * line - 1)).toBe(255);
  expect(colorAt(left + cell - 1, height - 1)).toBe(colorAt(width - 1, height - 1));
  expect(colorAt(width - 1, height - 1)).toBeGreaterThan(100);
});

test("is a map without words for many classes, and nothing for too many", () => {
  const names = (n: number): string[] => Array.from({ length: n }, (_, c) => `class ${c}`);

  expect(drawConfusions(RESULT.confusions!, names(100))).toMatchObject({ width: 800, height: 800 });
  expect(drawConfusions(RESULT.confusions!, names(1001))).toBeUndefined();
});
