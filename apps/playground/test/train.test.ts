// From the bundled sample to a model, in a page that has threads.

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { mkdtemp, readFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Classifier, loadClassifier, saveClassifier, trainClassifier } from "@newsclf/classifier/node";
import { unzipSync, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  accuracyOf,
  CHROMIUM,
  classify,
  isTrained,
  readSample,
  SAMPLE,
  startTraining,
  useSession,
} from "./_session.ts";

const TEXT = "El equipo ganó la final en la prórroga, y el delantero marcó dos goles";

describe.runIf(CHROMIUM)("in Chromium", () => {
  const used = useSession();
  let folder: string;
  let ofNode: Awaited<ReturnType<typeof trainClassifier>>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "playground-"));
    const source = { data: SAMPLE, textColumn: "text", labelColumn: "category" };
    ofNode = await trainClassifier(source, { preset: "fast", seed: 1, backend: "wasm" });
    await readSample(used.current);
    await startTraining(used.current, "fast", { seed: "1" });
    await isTrained(used.current.page);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("is as good as in Node, and says so in the same words", async () => {
    const { page } = used.current;
    const verdict = await page.locator("#result .verdict").textContent();

    expect(Math.abs((await accuracyOf(page)) - ofNode.test.evaluation.accuracy)).toBeLessThan(0.02);
    expect(verdict).toMatch(/Test accuracy [\d.]+\s% on 296 texts \(95\s% interval/u);
    expect(verdict).toContain("Linear baseline (TF-IDF of words and logistic regression)");
    expect(await page.getByRole("group", { name: "Scores of each class" }).getByRole("row").count()).toBe(8);
    expect(await page.getByRole("group", { name: "Confusion matrix" }).getByRole("row").count()).toBe(8);
  });

  test("computes on all cores", async () => {
    const numThreads = Math.min(64, availableParallelism());
    const { page } = used.current;

    expect(await page.evaluate(() => globalThis.crossOriginIsolated)).toBe(true);
    expect(await page.locator("#training").textContent()).toMatch(
      new RegExp(`Engine: wasm [\\w-]+, ${numThreads} thread`, "u"),
    );
  });

  test("colours the words that moved the answer, by the numbers that Node gives", async () => {
    const { page } = used.current;
    await classify(used.current, TEXT);
    const marks = page.locator("#try .words mark");
    const strongest = page.locator("#try mark.for.w3").last();
    const classifier = await download();
    const { words, label } = await classifier.explain(TEXT);
    const shown = await marks.evaluateAll((all) =>
      all.map((mark) => [mark.textContent, Number((mark as HTMLElement).dataset.effect!.replace("−", "-"))] as const),
    );
    await strongest.focus();

    expect(await page.locator("#try .words").textContent()).toBe(TEXT);
    expect(await page.locator("#try .given .name").textContent()).toBe(label);
    expect(shown.length).toBeGreaterThan(2);
    for (const [word, effect] of shown) {
      expect(words.some((other) => other.word === word && Math.abs(other.effect - effect) < 0.006)).toBe(true);
    }
    expect(await strongest.evaluate((mark) => getComputedStyle(mark, "::after").content)).toMatch(/^"\+\d/u);
    expect(await strongest.evaluate((mark) => getComputedStyle(mark).backgroundColor)).not.toBe("rgba(0, 0, 0, 0)");
    expect(await page.locator('#try [aria-label="What each word adds"] tbody tr').count()).toBe(TEXT.split(" ").length);
  });

  test("explains another class when it is chosen", async () => {
    const { page } = used.current;
    await page.locator("#try").getByRole("button", { name: "Salud" }).click();
    await page.getByRole("heading", { name: "Words that moved the answer to “Salud”" }).waitFor();

    expect(await page.locator('#try [aria-pressed="true"]').textContent()).toBe("Salud");
  });

  test("keeps a model that answers in Node as it does in the page", async () => {
    const classifier = await download();
    await classify(used.current, TEXT);
    const [answer] = await classifier.classify(TEXT);
    const items = await used.current.page.locator("#try .classes li").first().textContent();

    expect(items).toContain(answer!.label);
    expect(await exactly(TEXT)).toBeCloseTo(answer!.probability, 5);
  });

  test("opens a zip and a folder that Node has saved", async () => {
    const { page } = used.current;
    const saved = join(folder, "node");
    await saveClassifier(saved, ofNode.classifier);
    const files = ["manifest.json", "config.json", "model.json", "weights.bin", "ngrams.bin"];
    const entries = await Promise.all(files.map(async (name) => [`x/y/${name}`, await readFile(join(saved, name))]));
    const zip = join(folder, "saved.zip");
    writeFileSync(zip, zipSync(Object.fromEntries(entries)));
    const [answer] = await ofNode.classifier.classify(TEXT);

    for (const [label, path] of [
      ["A zip", zip],
      ["A model folder", saved],
    ] as const) {
      await page.getByLabel(label).setInputFiles(path);
      await page.locator("#model").getByText("The model is open").waitFor();
      expect(await page.locator("#result").textContent()).toContain("After training");
      expect(await exactly(TEXT)).toBeCloseTo(answer!.probability, 5);
    }
  });

  test("says what is wrong with a zip that is none", async () => {
    const { page } = used.current;
    await page
      .getByLabel("A zip")
      .setInputFiles({ name: "a.zip", mimeType: "application/zip", buffer: Buffer.from("no") });

    await expect.poll(() => page.locator("#model [role=alert]").textContent()).toContain("this is no zip");
  });

  test("complained of nothing", () => {
    expect(used.current.complaints).toEqual([]);
  });

  async function download(): Promise<Classifier> {
    const { page } = used.current;
    const [started] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Download the model" }).click(),
    ]);
    const path = join(folder, "model.zip");
    await started.saveAs(path);
    const out = await mkdtemp(join(folder, "unzipped-"));
    for (const [name, bytes] of Object.entries(unzipSync(await readFile(path)))) {
      mkdirSync(dirname(join(out, name)), { recursive: true });
      writeFileSync(join(out, name), bytes);
    }
    return loadClassifier(join(out, "model"));
  }

  /** The highest probability, which the page has in full beside the one that it rounds. */
  async function exactly(text: string): Promise<number> {
    await classify(used.current, text);
    return Number(
      await used.current.page.locator("#try .classes [data-probability]").first().getAttribute("data-probability"),
    );
  }
});
