// What the page asks of the network, and what it does without one.

import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { describe, expect, onTestFinished, test } from "vitest";
import { playgroundFolder } from "../src/index.ts";
import { type ServeOptions, serve } from "./_serve.ts";
import { CHROMIUM, classify, isTrained, launch, readSample, startTraining, useSession } from "./_session.ts";

const BUILT = fileURLToPath(playgroundFolder);

/** The service worker has all files. */
async function isKept(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller) return;
    await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve));
  });
}

/** A copy of the built page, to be changed; removed after the test. */
function copyBuilt(): string {
  const folder = mkdtempSync(join(tmpdir(), "playground-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(BUILT, folder, { recursive: true });
  return folder;
}

/** The page in a browser that has not seen it, until the test is over. */
async function visit(options: ServeOptions): Promise<Page> {
  const serving = await serve(options);
  const browser = await launch();
  onTestFinished(async () => {
    await browser.close();
    await serving.close();
  });
  const page = await browser.newPage();
  await page.goto(serving.url);
  return page;
}

test("names no other host in what the page loads", () => {
  const names = readdirSync(BUILT, { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.(?:html|css|svg)$/u.test(name),
  );
  const texts = names.map((name) => readFileSync(join(BUILT, name), "utf8"));

  expect(texts.flatMap((text) => text.match(/https?:\/\/[^\s"'<)]+/gu) ?? [])).toEqual(["http://www.w3.org/2000/svg"]);
});

test("makes no markup of texts", () => {
  const src = fileURLToPath(new URL("../src", import.meta.url));
  const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  const sources = files.map((name) => readFileSync(join(src, name), "utf8")).join("\n");

  expect(sources).not.toMatch(
    /innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\(|new Function/u,
  );
});

describe.runIf(CHROMIUM)("in Chromium", () => {
  const used = useSession();

  test("asks for nothing but its own files in a whole session, and sends nothing", async () => {
    const { page, context, url, asked, complaints } = used.current;
    const requests: { url: string; body: string | null }[] = [];
    context.on("request", (request) => requests.push({ url: request.url(), body: request.postData() }));
    await page.reload();
    await readSample(used.current);
    await startTraining(used.current, "fast");
    await isTrained(page);
    await classify(used.current, "El equipo ganó la final en la prórroga");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Download the model" }).click(),
    ]);
    await page.getByLabel("A zip").setInputFiles(await download.path());
    await page.getByText("The model is open").waitFor();

    expect(requests.length).toBeGreaterThan(5);
    expect(
      requests.filter(
        (request) => !request.url.startsWith(url) && !request.url.startsWith(`blob:${new URL(url).origin}`),
      ),
    ).toEqual([]);
    expect(requests.filter(({ body }) => body !== null)).toEqual([]);
    expect(
      asked.every(({ method, path, size }) => method === "GET" && path.startsWith("/some/folder/") && size === 0),
    ).toBe(true);
    expect(complaints).toEqual([]);
  });

  test("is kept from asking anybody else, in the page and in its worker", async () => {
    const { page, complaints } = used.current;
    const refused = await page.evaluate(() => fetch("https://example.org/").then(() => "sent", String));
    // Its threads never answer: they wait for work.
    const trainer = page.workers().find((worker) => !worker.url().includes("worker-browser"))!;
    const ofWorker = await trainer.evaluate(() => fetch("https://example.org/").then(() => "sent", String));

    expect([refused, ofWorker].every((words) => words.startsWith("TypeError"))).toBe(true);
    expect(complaints.filter((words) => words.includes("Content Security Policy")).length).toBeGreaterThan(1);
  });

  test("works without a network after the first visit", async () => {
    const { page, context, close } = used.current;
    await isKept(page);
    await context.setOffline(true);
    await close();
    await page.reload();
    await readSample(used.current);
    await startTraining(used.current, "fast", { folds: "2" });
    await isTrained(page);

    expect(await page.evaluate(() => globalThis.crossOriginIsolated)).toBe(true);
  });

  test("trains on one thread on a host without headers, and has all after a reload", async () => {
    const page = await visit({ hasHeaders: false });
    const before = await page.evaluate(() => globalThis.crossOriginIsolated);
    const session = { ...used.current, page };
    await readSample(session);
    await startTraining(session, "fast", { folds: "2" });
    await isTrained(page);
    const engine = await page.locator("#training").textContent();
    await isKept(page);
    await page.reload();

    expect(before).toBe(false);
    expect(engine).toMatch(/Engine: wasm [\w-]+, 1 thread /u);
    expect(await page.evaluate(() => globalThis.crossOriginIsolated)).toBe(true);
  });

  test("leaves alone what else lies in its folder", async () => {
    const folder = copyBuilt();
    writeFileSync(join(folder, "other.html"), "<title>other</title>");
    const page = await visit({ folder, hasHeaders: false });
    await isKept(page);
    const policies = await page.evaluate(() =>
      Promise.all(
        ["other.html", "./", "noticias.csv?again"].map(async (name) =>
          (await fetch(name)).headers.has("content-security-policy"),
        ),
      ),
    );

    expect(policies).toEqual([false, true, true]);
  });

  test("says that a part of it did not arrive, whenever it is asked for it, and keeps no half of it", async () => {
    const folder = copyBuilt();
    const worker = readdirSync(join(folder, "assets")).find((name) => /^worker-(?!browser)/u.test(name))!;
    rmSync(join(folder, "assets", worker));
    const page = await visit({ folder });
    await page.getByRole("button", { name: "Use the sample" }).click();
    await page.locator("#data [role=alert]").getByText("WORKER_LOST").waitFor();
    await page
      .getByLabel("A zip")
      .setInputFiles({ name: "a.zip", mimeType: "application/zip", buffer: Buffer.from("") });
    await page.locator("#model [role=alert]").getByText("WORKER_LOST").waitFor();

    expect(await page.evaluate(() => caches.keys())).toEqual([]);
  });

  test("is replaced by a new build", async () => {
    const folder = copyBuilt();
    const page = await visit({ folder });
    await isKept(page);
    const change = (name: string, from: string | RegExp, to: string): void =>
      writeFileSync(join(folder, name), readFileSync(join(folder, name), "utf8").replace(from, to));
    change("index.html", "<h1>newsclf playground</h1>", "<h1>another</h1>");
    change("service-worker.js", /"version":"\w+"/u, '"version":"another"');
    await page.reload();
    const isInstalled = (): Promise<boolean> =>
      page.evaluate(async () => {
        const { installing, waiting } = (await navigator.serviceWorker.getRegistration())!;
        return !installing && !waiting && (await caches.keys()).some((name) => name.endsWith("another"));
      });
    await expect.poll(isInstalled, { timeout: 30_000 }).toBe(true);
    await page.reload();

    expect(await page.locator("h1").textContent()).toBe("another");
  });
});
