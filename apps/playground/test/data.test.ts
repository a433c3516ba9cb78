// Files that people have: read, checked and shown as Node does it.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkData } from "@newsclf/classifier/node";
import type { NewsclfError } from "@newsclf/dataset";
import { readExamples } from "@newsclf/dataset/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CHROMIUM, classify, isChecked, isTrained, readFiles, startTraining, useSession } from "./_session.ts";

const WORDS = {
  sport: ["team", "goal", "match", "league"],
  "الاقتصاد 💶": ["bank", "market", "price", "trade"],
  '<img src=x onerror="document.title=1">': ["planet", "cell", "energy", "atom"],
};

/** Lines of CSV with a header. */
function csv(header: string, rows: readonly (readonly string[])[]): string {
  const quote = (value: string): string => `"${value.replaceAll('"', '""')}"`;
  return `${[header, ...rows.map((row) => row.map(quote).join(","))].join("\n")}\n`;
}

const NEWS = Object.entries(WORDS).flatMap(([label, words]) =>
  Array.from({ length: 30 }, (_, i) => [`the ${words[i % 4]} and the ${words[(i + 1) % 4]}, report ${i} 你好`, label]),
);

describe.runIf(CHROMIUM)("in Chromium", () => {
  const used = useSession({ viewport: { width: 390, height: 844 } });
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "playground-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const write = (name: string, content: string): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };

  test.each([
    ["open-quote.csv", 'text,label\na,b\n"c,d\ne,f\n'],
    ["columns.csv", "text,label\na,b\nc,d,e\nf\ng,h,i\n"],
    ["twice.csv", "text,text,label\na,b,c\n"],
    ["empty.csv", ""],
    ["broken.json", '[{"text": "a", "label": "b"}, {"text": ]'],
  ])("says of %s what Node says", async (name, content) => {
    const { page } = used.current;
    const path = write(name, content);
    const error: NewsclfError = await readExamples(path).then(
      () => expect.fail("it was read"),
      (reason) => reason,
    );
    await readFiles(used.current, path);
    const alert = page.locator("#data [role=alert]");
    await expect.poll(() => alert.textContent()).toContain(`${error.place}: ${error.message}`);
    const shown = await alert.textContent();

    if (error.fix) expect(shown).toContain(error.fix);
    if (error.excerpt) expect(shown).toContain(error.excerpt);
    if (error.more) expect(shown).toContain(`and ${error.more} more`);
    expect(shown).toContain(error.code);
    expect(await page.getByRole("button", { name: "Train", exact: true }).isDisabled()).toBe(true);
  });

  test("takes a file that is dropped on it", async () => {
    const { page } = used.current;
    const data = await page.evaluateHandle(
      ({ name, content }) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([content], name));
        return transfer;
      },
      { name: "dropped.csv", content: csv("text,label", NEWS) },
    );
    await page.locator(".drop").dispatchEvent("drop", { dataTransfer: data });
    await isChecked(page);

    expect(await page.locator("#file-line").textContent()).toBe("dropped.csv: 90 rows");
    expect(await page.getByRole("heading", { name: "3 classes" }).count()).toBe(1);
    expect(await page.getByRole("group", { name: "The first rows" }).getByRole("row").count()).toBe(6);
  });

  test("finds what newsclf check finds, and counts what was left out", async () => {
    const { page } = used.current;
    const rows = [
      ...NEWS,
      ...NEWS.slice(0, 7),
      ["", "sport"],
      ["a text", ""],
      ["the bank", "sport"],
      ["the bank", "Sport"],
    ];
    const path = write("noisy.csv", csv("text,label", rows));
    const { checks } = await checkData(path, {});
    await readFiles(used.current, path);
    await isChecked(page);
    const shown = await page.locator("#data .checks").first().textContent();
    const found = checks.filter(({ status, code }) => status !== "pass" && !code.startsWith("ROW_"));

    expect(await page.locator("#file-line").textContent()).toBe(
      "noisy.csv: 101 rows; 2 dropped: 1 without text, 1 without label",
    );
    expect(found.length).toBeGreaterThan(1);
    for (const { message, code } of found) {
      expect(shown).toContain(message);
      expect(shown).toContain(code);
    }
  });

  test("lets the columns be chosen, where the guess is wrong and where there is none", async () => {
    const { page } = used.current;
    await readFiles(
      used.current,
      write(
        "odd.csv",
        csv(
          "uno,dos,title",
          NEWS.map((row) => [...row, "same"]),
        ),
      ),
    );
    await page.locator("#data [role=alert]").waitFor();
    await page.locator("#textColumn").selectOption("uno");
    await page.locator("#labelColumn").focus();
    await page.locator("#labelColumn").selectOption("dos");
    await isChecked(page);

    expect(await page.locator("#file-line").textContent()).toBe("odd.csv: 90 rows");
    expect(await page.locator("#textColumn").inputValue()).toBe("uno");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("labelColumn");
    await page.locator("#textColumn").selectOption("title");
    await page.locator("#data [role=alert]").getByText("all texts are the same").waitFor();
  });

  test("lets another column be chosen, where the one of the texts is empty", async () => {
    const { page } = used.current;
    const rows = NEWS.map(([text, label]) => [text!, "", label!]);
    await readFiles(used.current, write("no-text.csv", csv("title,text,label", rows)));
    await page.locator("#data [role=alert]").getByText("CSV_NO_ROWS").waitFor();
    await page.locator("#textColumn").focus();
    await page.locator("#labelColumn").selectOption("label");
    await page.locator("#textColumn").selectOption("title");
    await isChecked(page);

    expect(await page.locator("#file-line").textContent()).toBe("no-text.csv: 90 rows");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("textColumn");
    await page.locator("#textColumn").selectOption("text");
    await page.locator("#data [role=alert]").waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("textColumn");
  });

  test("leaves rows out that cannot be read, where that is asked for", async () => {
    const { page } = used.current;
    await readFiles(used.current, write("skip.csv", `${csv("text,label", NEWS)}a,b,c\n`));
    await page.locator("#data [role=alert]").waitFor();
    await page.getByText("How the file is read").click();
    await page.locator("#onBadRow").selectOption("skip");
    await isChecked(page);

    expect(await page.locator("#file-line").textContent()).toBe(
      "skip.csv: 91 rows; 1 dropped: 1 with the wrong number of columns",
    );
    await page.locator("#onBadRow").selectOption("error");
    await page.locator("#data [role=alert]").waitFor();
  });

  test("shows texts and labels as they are, whatever they hold, on a phone too", async () => {
    const { page, complaints } = used.current;
    const many = Array.from({ length: 47 }, (_, c) =>
      Array.from({ length: 6 }, (_, i) => [`key${c} word${c} <b>${i}</b> 🎉`, `${"a very long label ".repeat(5)}${c}`]),
    ).flat();
    await readFiles(used.current, write("many.csv", csv("text,label", [...NEWS, ...many])));
    await isChecked(page);
    await startTraining(used.current, "fast", { folds: "2" });
    await isTrained(page);
    await classify(used.current, "<script>document.title = 2</script> the planet and the cell 你好");

    expect(await page.getByRole("heading", { name: "50 classes" }).count()).toBe(1);
    expect(await page.locator("#result").textContent()).toContain('<img src=x onerror="document.title=1">');
    expect(await page.locator("#try .words").textContent()).toContain("<script>document.title = 2</script>");
    expect(await page.title()).toBe("newsclf playground");
    expect(await page.locator("#main img, #main script, #main b").count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(complaints).toEqual([]);
  });

  test("trains on texts with several labels", async () => {
    const { page } = used.current;
    const lines = Array.from({ length: 120 }, (_, i) => {
      const names = [["sport"], ["bank"], ["sport", "bank"], []][i % 4]!;
      const text = names.map((name) => `${name} ${name === "sport" ? "goal team" : "price market"}`).join(" ");
      return JSON.stringify({ text: `the ${text} report ${i} of the day`, label: names });
    });
    await readFiles(used.current, write("several.jsonl", lines.join("\n")));
    await isChecked(page);
    await startTraining(used.current, "fast", { folds: "2" });
    await expect
      .poll(() => page.locator("#result").textContent(), { timeout: 30_000 })
      .toContain("Test subset accuracy");
    await classify(used.current, "the sport goal team and the bank price market");

    expect(await page.locator("#try [role=status]").textContent()).toMatch(/^Answer: (?:bank, sport|sport, bank)$/u);
    expect(await page.getByRole("heading", { name: "Confusion" }).count()).toBe(0);
  });
});
