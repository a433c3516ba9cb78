import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { cpSync } from "node:fs";
import { after, before, test } from "node:test";
import { TEXT } from "../consumers/texts.js";
import { checkPage } from "./_check.mjs";
import { engine, isExpected, model } from "./_model.mjs";
import { chromium } from "./_page.mjs";
import { consumers, output, root } from "./_paths.mjs";

const NEXT = `${root}node_modules/next/dist/bin/next`;
const SURROUNDINGS = { ...process.env, NEXT_TELEMETRY_DISABLED: "1" };
const START_MS = 30_000;

let server;
let url;

before(async () => {
  const project = output("next");
  for (const name of ["next", "texts.js", "work.js"]) {
    cpSync(`${consumers}/${name}`, `${project}/${name}`, { recursive: true });
  }
  cpSync(model, `${project}/next/public/model`, { recursive: true });
  const options = { cwd: `${project}/next`, env: SURROUNDINGS };
  const { status, stdout, stderr } = spawnSync(process.execPath, [NEXT, "build"], { ...options, encoding: "utf8" });
  assert.equal(status, 0, stdout + stderr);
  server = spawn(process.execPath, [NEXT, "start", "--hostname", "127.0.0.1", "--port", "0"], options);
  url = await new Promise((resolve, reject) => {
    let text = "";
    const timer = setTimeout(() => reject(new Error(`next start: ${text}`)), START_MS);
    server.stdout.on("data", (data) => {
      text += data;
      const address = /http:\/\/127\.0\.0\.1:\d+/u.exec(text)?.[0];
      if (address === undefined || !text.includes("Ready")) return;
      clearTimeout(timer);
      resolve(address);
    });
  });
});

after(() => {
  server?.kill();
});

test("Next.js, a route handler: native code", async () => {
  const response = await fetch(`${url}/classify?text=${encodeURIComponent(TEXT)}`);
  const { engine: used, answer } = await response.json();

  assert.equal(used.split(" ")[0], engine);
  assert.ok(isExpected(answer), JSON.stringify(answer));
});

test("Next.js, a client component: WebAssembly", { skip: !chromium }, async () => {
  await checkPage(url, { numThreads: 1 });
});
