import assert from "node:assert/strict";
import { cpSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import webpack from "webpack";
import { checkFolder, checkProgram, runProgram } from "./_check.mjs";
import { engine, folder, isExpected } from "./_model.mjs";
import { chromium } from "./_page.mjs";
import { consumers, output, root } from "./_paths.mjs";

/** Builds without a warning. */
async function build(config) {
  const stats = await new Promise((resolve, reject) => {
    webpack({ mode: "production", performance: false, ...config }, (error, done) =>
      error ? reject(error) : resolve(done),
    );
  });
  const { errors, warnings } = stats.toJson({ all: false, errors: true, warnings: true });
  assert.deepEqual(
    [...errors, ...warnings].map(({ message }) => message),
    [],
  );
}

test("webpack, a page", { skip: !chromium }, async () => {
  const path = output("webpack-page");
  const optimization = { chunkIds: "named" };
  await build({ entry: `${consumers}/page/main.js`, output: { path, filename: "main.js" }, optimization });
  cpSync(`${consumers}/page/index.html`, `${path}/index.html`);

  await checkFolder([path, folder], /worker-browser/);
});

test("webpack, Node, the packages bundled in", async (t) => {
  const project = join(folder, "project");
  const modules = join(project, "node_modules");
  cpSync(consumers, project, { recursive: true });
  symlinkSync(`${root}node_modules`, modules, "junction");
  await build({
    ...{ target: "node", resolve: { symlinks: false } },
    entry: { main: join(project, "node/classify.js"), decode: join(project, "node/decode.js") },
    output: { path: join(folder, "bundle"), filename: "[name].cjs" },
  });
  const program = join(folder, "bundle/main.cjs");

  await t.test("runs native code and threads where it was built", () => {
    checkProgram(runProgram(program), ["wasm", engine], 2);
  });
  await t.test("runs both where nothing is trained", () => {
    for (const name of ["wasm", engine]) {
      const answers = runProgram(join(folder, "bundle/decode.cjs"), name);
      assert.ok(isExpected(answers), JSON.stringify(answers));
    }
  });
  await t.test("runs WebAssembly and threads elsewhere", () => {
    rmSync(modules);
    checkProgram(runProgram(program), ["wasm"], 2);
  });
});
