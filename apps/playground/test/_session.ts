// A browser with the page, and what a person does with it.

import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { findChromium } from "@newsclf-internal/chromium";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { type ServeOptions, type Serving, serve } from "./_serve.ts";

export const CHROMIUM: string | undefined = findChromium();

/** The file that the page has as its sample. */
export const SAMPLE: string = fileURLToPath(new URL("../dist/page/noticias.csv", import.meta.url));

export const AXE: string = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

export interface Session extends Serving {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the page complained of. */
  readonly complaints: string[];
}

/** Started before the tests of a file or a group, and ended after them. */
export function useSession(options: BrowserContextOptions & ServeOptions = {}): { readonly current: Session } {
  const used: { current: Session; browser?: Browser } = { current: undefined as never };
  beforeAll(async () => {
    const serving = await serve(options);
    used.browser = await launch();
    const context = await used.browser.newContext({ acceptDownloads: true, ...options });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    used.current = { ...serving, context, page, complaints };
    await page.goto(serving.url);
  });
  afterAll(async () => {
    await used.browser?.close();
    await used.current?.close();
  });
  return used;
}

export async function launch(): Promise<Browser> {
  const executablePath = execFileSync("which", [CHROMIUM!], { encoding: "utf8" }).trim();
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
}

export async function readSample({ page }: Session): Promise<void> {
  await page.getByRole("button", { name: "Use the sample" }).click();
  await isChecked(page);
}

/** @param files - Paths, or names and contents. */
export async function readFiles({ page }: Session, files: Parameters<Page["setInputFiles"]>[1]): Promise<void> {
  await page.getByLabel("Choose a file of texts").setInputFiles(files);
}

export async function isChecked(page: Page): Promise<void> {
  await page.getByRole("status").getByText("Read and checked").waitFor();
}

/** By the names of the settings; starts training. */
export async function startTraining(
  { page }: Session,
  preset: string,
  settings: Record<string, string> = {},
): Promise<void> {
  await page.locator(`#preset-${preset}`).check();
  const more = page.locator("#training details").first();
  if (Object.keys(settings).length > 0) await more.evaluate((element) => element.setAttribute("open", ""));
  for (const [name, value] of Object.entries(settings)) await page.locator(`#${name}`).fill(value);
  await page.getByRole("button", { name: "Train", exact: true }).click();
}

export async function isTrained(page: Page): Promise<void> {
  await page.locator("#result .tiles").waitFor();
}

/** Of the test texts, in `[0, 1]`, as the page says it. */
export async function accuracyOf(page: Page): Promise<number> {
  return Number.parseFloat((await page.locator("#result .tiles strong").first().textContent())!) / 100;
}

export async function classify({ page }: Session, text: string): Promise<void> {
  await page.getByLabel("A text").fill(text);
  await page.getByRole("button", { name: "Classify" }).click();
  await page
    .locator("#try [role=status]")
    .getByText(/Answer|no class/)
    .waitFor();
}
