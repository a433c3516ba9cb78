// For those who see little, or use no pointer.

import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { AXE, CHROMIUM, isChecked, isTrained, useSession } from "./_session.ts";

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

/** Of axe, in both colour schemes; all that can be opened is open. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
  const found: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await page.evaluate(() =>
      (globalThis as unknown as { axe: { run(): Promise<AxeResult> } }).axe.run(),
    );
    found.push(
      ...violations.map(({ id, nodes }) => `${colorScheme}: ${id}: ${nodes.map(({ html }) => html).join(" ")}`),
    );
  }
  await page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = false;
  });
  return found;
}

/** Presses Tab until `selector` has the focus. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let i = 0; i < 150; i++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
  }
  throw new Error(`tabTo: nothing leads to ${selector}`);
}

/** Its width in pixels; people must see where they are. */
function outline(page: Page): Promise<number> {
  return page.evaluate(() => Number.parseFloat(getComputedStyle(document.activeElement!).outlineWidth));
}

describe.runIf(CHROMIUM)("in Chromium", () => {
  // Scripts of a test are none of the page's own.
  const used = useSession({ bypassCSP: true, reducedMotion: "reduce" });

  test("axe finds nothing, and the whole way can be gone by keyboard", { timeout: 120_000 }, async () => {
    const { page } = used.current;
    await page.addScriptTag({ path: AXE });
    const found = [...(await violations(page))];

    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Skip to the data");
    await tabTo(page, "#data .drop button");
    expect(await outline(page)).toBeGreaterThan(1);
    await page.keyboard.press("Enter");
    await isChecked(page);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("file-line");
    found.push(...(await violations(page)));

    await tabTo(page, "#preset-default");
    await page.keyboard.press("ArrowRight");
    expect(await page.locator("#preset-fast").isChecked()).toBe(true);
    await tabTo(page, "#training button.main");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Stop");
    await isTrained(page);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("result-title");

    await tabTo(page, "#text");
    await page.keyboard.type("El equipo ganó la final en la prórroga");
    await tabTo(page, "#try button.main");
    await page.keyboard.press("Enter");
    await page.locator("#try .answer").waitFor();
    await tabTo(page, "#try .words mark");
    expect(await outline(page)).toBeGreaterThan(1);
    found.push(...(await violations(page)));

    const download = page.waitForEvent("download");
    await tabTo(page, "#model button");
    await page.keyboard.press("Enter");
    await (await download).delete();
    await tabTo(page, "#model-zip");
    await tabTo(page, "#model-folder");
    expect(found).toEqual([]);
  });

  test("has headings in order, one main, and says what changes", async () => {
    const { page } = used.current;
    const levels = await page.locator("h1, h2, h3").evaluateAll((all) => all.map(({ tagName }) => Number(tagName[1])));

    expect(levels[0]).toBe(1);
    expect(levels.every((level, i) => i === 0 || (level > 1 && level <= levels[i - 1]! + 1))).toBe(true);
    expect(await page.getByRole("main").count()).toBe(1);
    expect(await page.getByRole("status").count()).toBe(4);
  });

  test.each([320, 390])("fits a width of %d pixels", async (width) => {
    const { page } = used.current;
    await page.setViewportSize({ width, height: 800 });

    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
});
