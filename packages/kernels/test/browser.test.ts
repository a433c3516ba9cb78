// The main entry: bundled without anything of Node, and run in Chromium where there is one.

import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";

const dist = new URL("../dist/", import.meta.url);
/** Not under a sanitizer, which is about the addon and would be loaded into the browser too. */
const CHROMIUM = ["chromium", "chromium-browser", "google-chrome"].find(
  (name) => process.env.NEWSCLF_TEST_ENGINES === undefined && spawnSync(name, ["--version"]).status === 0,
);

/** Shapes of which two threads both get a share. */
const PAGE = `
  import * as tf from "@tensorflow/tfjs-core";
  import { lstm, packedLayout, selectEngine } from ${JSON.stringify(fileURLToPath(new URL("index.js", dist)))};
  const random = (...shape) => {
    const size = shape.reduce((a, b) => a * b);
    return tf.tensor(Float32Array.from({ length: size }, (_, i) => Math.sin(i) / 3), shape);
  };
  globalThis.onunhandledrejection = ({ reason }) => (document.body.textContent = JSON.stringify(String(reason)));
  const engine = await selectEngine("auto");
  const params = { kernel: random(16, 128), recurrentKernel: random(32, 128), bias: random(128) };
  const y = lstm(random(800, 16), packedLayout(new Int32Array(40).fill(20)), params);
  document.body.textContent = JSON.stringify({ engine, values: [...y.dataSync().slice(-3)] });
`;

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: PAGE, resolveDir: fileURLToPath(new URL("..", import.meta.url)) },
    bundle: true,
    format: "esm",
    platform: "browser",
    write: false,
    logLevel: "silent",
  });
  return outputFiles[0]!.text;
}

test("the main entry bundles for a browser and imports nothing of Node", async () => {
  expect(await bundle()).not.toMatch(/from\s*"node:|import\("node:|require\("node:/u);
});

describe.runIf(CHROMIUM)("in Chromium", { timeout: 120_000 }, () => {
  test("an isolated page computes the same on all cores as another page on one", async () => {
    const page = await bundle();
    const isolated = await open(page, true);
    const plain = await open(page, false);

    expect(plain.engine).toMatchObject({ kind: "wasm", isa: "relaxed-simd", numThreads: 1 });
    expect(isolated.engine).toMatchObject({ kind: "wasm", isa: "relaxed-simd" });
    expect(isolated.engine.numThreads > 1).toBe(availableParallelism() > 1);
    expect(isolated.values).toEqual(plain.values);
    expect(plain.values.every((value) => Number.isFinite(value) && value !== 0)).toBe(true);
  });
});

interface Outcome {
  readonly engine: { readonly numThreads: number };
  readonly values: readonly number[];
}

/** What the page writes into its body. */
async function open(page: string, isIsolated: boolean): Promise<Outcome> {
  const server = await serve(page, isIsolated);
  const { port } = server.address() as AddressInfo;
  const flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"];
  const wait = ["--virtual-time-budget=20000", "--dump-dom"];
  const browser = spawn(CHROMIUM!, [...flags, ...wait, `http://127.0.0.1:${port}/`], { timeout: 50_000 });
  let dom = "";
  browser.stdout.on("data", (text) => {
    dom += text;
  });
  await new Promise((resolve) => browser.on("close", resolve));
  server.close();
  server.closeAllConnections();
  return JSON.parse(/<body>(?<text>.*)<\/body>/su.exec(dom)?.groups?.text ?? "null");
}

async function serve(page: string, isIsolated: boolean): Promise<Server> {
  const isolation = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };
  const server = createServer(({ url }, response) => {
    const send = (type: string, body: string | Buffer): void => {
      response.writeHead(200, { "content-type": type, ...(isIsolated && isolation) }).end(body);
    };
    if (url === "/")
      return send("text/html", '<!doctype html><body><script type="module" src="/dist/page.js"></script>');
    if (url === "/dist/page.js") return send("text/javascript", page);
    const file = /^\/dist\/(?<name>[\w-]+\.(?:js|wasm))$/u.exec(url ?? "")?.groups?.name;
    if (file === undefined) return void response.writeHead(404).end();
    send(file.endsWith(".wasm") ? "application/wasm" : "text/javascript", readFileSync(new URL(file, dist)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
