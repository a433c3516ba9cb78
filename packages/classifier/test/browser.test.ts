// The main entry in a page: trains on texts in memory, and loads a model folder by its address.

import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { describe, expect, onTestFinished, test } from "vitest";
import { saveClassifier, trainClassifier } from "../src/node.ts";
import { NEWS, TINY } from "./_news.ts";

const ENTRY = fileURLToPath(new URL("../dist/index.js", import.meta.url));
const KERNELS = join(dirname(createRequire(import.meta.url).resolve("@newsclf/kernels/package.json")), "dist");
const CHROMIUM = ["chromium", "chromium-browser", "google-chrome"].find(
  (name) => spawnSync(name, ["--version"]).status === 0,
);
const SETTINGS = { ...TINY, backend: "auto" } as const;

const PAGE = `
  import { loadClassifier, trainClassifier } from ${JSON.stringify(ENTRY)};
  const show = (value) => (document.body.textContent = JSON.stringify(value));
  globalThis.onunhandledrejection = ({ reason }) => show({ error: String(reason) });
  const run = await trainClassifier(${JSON.stringify(NEWS)}, ${JSON.stringify(SETTINGS)});
  const loaded = await loadClassifier("/model/");
  const missing = await loadClassifier("/none").catch(({ code, message }) => ({ code, message }));
  show({
    accuracy: run.test.evaluation.accuracy,
    own: await run.classifier.classify("a goal of the team"),
    loaded: await loaded.classify("the bank"),
    missing,
  });
`;

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: PAGE, resolveDir: dirname(ENTRY) },
    ...{ bundle: true, format: "esm", platform: "browser", write: false, logLevel: "silent" },
  });
  return outputFiles[0]!.text;
}

test("bundles for a page and imports nothing of Node", async () => {
  expect(await bundle()).not.toMatch(/from\s*"node:|import\("node:|require\("node:/u);
});

describe.runIf(CHROMIUM)("in Chromium", { timeout: 120_000 }, () => {
  test("trains, classifies, and loads a model that Node has saved", async () => {
    const folder = mkdtempSync(join(tmpdir(), "classifier-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const { classifier } = await trainClassifier(NEWS, SETTINGS);
    await saveClassifier(join(folder, "model"), classifier);
    const outcome = await open(await bundle(), join(folder, "model"));

    expect(outcome).toMatchObject({
      accuracy: 1,
      own: [{ label: "sport", probability: expect.any(Number) }],
      missing: { code: "MODEL_MISSING", message: "manifest.json" },
    });
    const [answer] = await classifier.classify("the bank");
    expect(outcome.loaded).toEqual([{ label: "economy", probability: expect.closeTo(answer!.probability, 5) }]);
  });
});

/** What the page writes into its body. */
async function open(page: string, model: string): Promise<{ readonly loaded: unknown }> {
  const server = await serve(page, model);
  const { port } = server.address() as AddressInfo;
  const flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"];
  const wait = ["--virtual-time-budget=60000", "--dump-dom"];
  const browser = spawn(CHROMIUM!, [...flags, ...wait, `http://127.0.0.1:${port}/`], { timeout: 90_000 });
  let dom = "";
  browser.stdout.on("data", (text) => {
    dom += text;
  });
  await new Promise((resolve) => browser.on("close", resolve));
  server.close();
  server.closeAllConnections();
  return JSON.parse(/<body>(?<text>.*)<\/body>/su.exec(dom)?.groups?.text ?? "null");
}

async function serve(page: string, model: string): Promise<Server> {
  const folders: Readonly<Record<string, string>> = { dist: KERNELS, model };
  const server = createServer(({ url }, response) => {
    const send = (type: string, body: string | Buffer): void => {
      response.writeHead(200, { "content-type": type }).end(body);
    };
    if (url === "/")
      return send("text/html", '<!doctype html><body><script type="module" src="/dist/page.js"></script>');
    if (url === "/dist/page.js") return send("text/javascript", page);
    const { folder = "", name = "" } = /^\/(?<folder>dist|model)\/(?<name>[\w.-]+)$/u.exec(url ?? "")?.groups ?? {};
    if (folder === "") return void response.writeHead(404).end();
    const type = name.endsWith(".wasm") ? "application/wasm" : name.endsWith(".js") ? "text/javascript" : "text/plain";
    send(type, readFileSync(join(folders[folder]!, name)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
