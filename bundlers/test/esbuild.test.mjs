import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync } from "node:fs";
import { test } from "node:test";
import { build } from "esbuild";
import inlinedConfig from "../consumers/esbuild/inlined.config.mjs";
import nodeConfig from "../consumers/esbuild/node.config.mjs";
import pageConfig from "../consumers/esbuild/page.config.mjs";
import { checkFolder, checkProgram, runProgram } from "./_check.mjs";
import { engine, folder, model } from "./_model.mjs";
import { chromium } from "./_page.mjs";
import { consumers, output, root } from "./_paths.mjs";

const NODE = { absWorkingDir: `${consumers}/node`, logLevel: "silent" };

test("esbuild, a page", { skip: !chromium }, async () => {
  const outdir = `${output("esbuild-page")}/dist`;
  await build({ ...pageConfig, absWorkingDir: `${consumers}/page`, outdir });
  cpSync(`${consumers}/esbuild/index.html`, `${outdir}/../index.html`);

  await checkFolder([`${outdir}/..`, folder], /worker-browser/);
});

test("esbuild, Node, the packages left out: native code and threads", async () => {
  const outdir = output("esbuild-node");
  await build({ ...NODE, ...nodeConfig, outdir });

  checkProgram(runProgram(`${outdir}/classify.js`), ["wasm", engine], 2);
});

test("esbuild, Node, the packages left out, as CommonJS", async () => {
  const outdir = output("esbuild-cjs");
  await build({ ...NODE, ...nodeConfig, outdir, format: "cjs", outExtension: { ".js": ".cjs" } });

  checkProgram(runProgram(`${outdir}/classify.cjs`), ["wasm", engine], 2);
});

test("esbuild, Node, the packages bundled in with their files: WebAssembly and threads", async () => {
  const outdir = output("esbuild-inlined/dist");
  await build({ ...NODE, ...inlinedConfig, outdir });

  checkProgram(runProgram(`${outdir}/classify.js`), ["wasm"], 2);
});

test("esbuild, Node, the packages bundled in without their files: an error that says what to do", async () => {
  const outdir = output("esbuild-alone");
  await build({ ...NODE, ...inlinedConfig, entryPoints: ["classify.js"], outdir });
  const { code, message, fix } = runProgram(`${outdir}/classify.js`);

  assert.equal(code, "ENGINE_MISSING");
  assert.match(message, /cannot load kernels-[\w-]+\.wasm: ENOENT/);
  assert.equal(fix, 'leave "@newsclf/*" out of the bundle (external), or say where the file is with setEngineFiles');
});

test("esbuild, Node, the packages bundled in and told where the files are: native code, and training on one thread", async () => {
  const outdir = output("esbuild-told");
  await build({ ...NODE, ...inlinedConfig, entryPoints: ["told.js"], outdir });
  const result = runProgram(`${outdir}/told.js`, `${root}node_modules/@newsclf/kernels`);

  checkProgram(result, ["wasm", engine], 0);
});

test("esbuild, Node, the packages bundled in as CommonJS: does not start, as it has no import.meta.url", async () => {
  const outdir = output("esbuild-inlined-cjs");
  const options = { ...NODE, ...inlinedConfig, banner: {}, entryPoints: ["classify.js"], outdir };
  await build({ ...options, format: "cjs", outExtension: { ".js": ".cjs" } });
  const { status, stderr } = spawnSync(process.execPath, [`${outdir}/classify.cjs`, model], { encoding: "utf8" });

  assert.notEqual(status, 0);
  assert.match(stderr, /ERR_INVALID_ARG_VALUE/);
});
