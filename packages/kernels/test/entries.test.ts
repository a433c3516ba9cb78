// The two entries of the built package: the main one is for pages, and says so in Node; they may meet in any order.

import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { afterAll, describe, expect, test } from "vitest";
import { hasNative } from "./support/engines.ts";
import { copyPackage, runProgram } from "./support/package-copy.ts";

const copy = copyPackage(true);
afterAll(copy.remove);

/** What a program in the package prints last, as JSON. */
function run(source: string): unknown {
  const { stdout, stderr, status } = runProgram(copy, source);
  expect(status, stderr).toBe(0);
  return JSON.parse(stdout.trim().split("\n").at(-1)!);
}

const KIND = "console.log(JSON.stringify([(await selectEngine('auto', 1)).kind, main.selectEngine === selectEngine]));";
const KIND_HERE = [hasNative ? "native" : "wasm", true];

describe("the main entry in Node", () => {
  test.each(["auto", "native", "wasm"])('says to import the other one when "%s" is selected', (name) => {
    const error = run(`
      import { NewsclfError, selectEngine } from "@newsclf/kernels";
      const error = await selectEngine(${JSON.stringify(name)}).catch((error) => error);
      console.log(JSON.stringify([error instanceof NewsclfError, error.code, error.message, error.fix]));
    `);

    expect(error).toEqual([
      true,
      "ENGINE_MISSING",
      "the engines of this entry are those of a page that a server sends",
      expect.stringContaining('such as "@newsclf/kernels/node"'),
    ]);
  });

  test("computes on TensorFlow.js's own backends", () => {
    const values = run(`
      import { packedLayout, sequencePool } from "@newsclf/kernels";
      import * as tf from "@tensorflow/tfjs-core";
      await tf.setBackend("cpu");
      const pooled = sequencePool(tf.tensor2d([[1], [2]]), packedLayout(Int32Array.of(2)), "max");
      console.log(JSON.stringify([...pooled.dataSync()]));
    `);

    expect(values).toEqual([2]);
  });
});

describe("both entries", () => {
  test.each([
    [
      "the main one first",
      "import * as main from '@newsclf/kernels'; import { selectEngine } from '@newsclf/kernels/node';",
    ],
    [
      "the main one last",
      "import { selectEngine } from '@newsclf/kernels/node'; import * as main from '@newsclf/kernels';",
    ],
    [
      "the main one alone at first, in vain",
      `import * as main from '@newsclf/kernels';
       for (const name of ["auto", "native", "wasm"]) await main.selectEngine(name, 1).catch(() => {});
       const { selectEngine } = await import('@newsclf/kernels/node');`,
    ],
  ])("are one package: %s", (_, imports) => {
    expect(run(`${imports} ${KIND}`)).toEqual(KIND_HERE);
  });

  test("leave TensorFlow its own kernels", () => {
    const isOurs = run(`
      import { registerReferenceKernels } from "@newsclf/kernels/node";
      import "@newsclf/kernels";
      import * as tf from "@tensorflow/tfjs-core";
      const ofTensorflow = tf.getKernel("Lstm", "tensorflow").kernelFunc;
      console.log(JSON.stringify(ofTensorflow !== tf.getKernel("Lstm", "cpu").kernelFunc));
    `);

    expect(isOurs).toBe(true);
  });
});

test("two copies of the package in one process share the engines of the first", () => {
  const other = copyPackage(true);
  try {
    const found = run(`
      import * as tf from "@tensorflow/tfjs-core";
      import * as first from "@newsclf/kernels/node";
      import * as second from ${JSON.stringify(pathToFileURL(join(other.folder, "dist/node.js")))};
      const infos = [await first.selectEngine("wasm", 1), await second.selectEngine("auto", 2)];
      const pooled = second.sequencePool(tf.tensor2d([[1], [2]]), first.packedLayout(Int32Array.of(2)), "max");
      console.log(JSON.stringify([infos, tf.backend().engine.numThreads, [...pooled.dataSync()]]));
    `);

    expect(found).toEqual([
      [expect.objectContaining({ kind: "wasm" }), expect.objectContaining({ kind: KIND_HERE[0], numThreads: 2 })],
      2,
      [2],
    ]);
  } finally {
    other.remove();
  }
});

describe("the entries without TensorFlow.js", () => {
  test("start an engine of one thread, which the tensors then share", () => {
    const found = run(`
      import { EngineOps, loadEngine } from "@newsclf/kernels/engine/node";
      const { engine } = await loadEngine();
      const ops = new EngineOps(engine);
      const table = ops.hold(Float32Array.of(1, 2, 3, 4), [2, 2]);
      const row = ops.read(() => ops.embedding(table, Int32Array.of(1)));
      const { selectEngine } = await import("@newsclf/kernels/node");
      const tf = await import("@tensorflow/tfjs-core");
      const before = engine.numThreads;
      await selectEngine("auto", 2);
      console.log(JSON.stringify([engine.kind, [...row], before, tf.backend().engine === engine, engine.numThreads]));
    `);

    expect(found).toEqual([KIND_HERE[0], [3, 4], 1, true, 2]);
  });

  test.each([
    ["engine", "browser"],
    ["engine/node", "node"],
  ] as const)("/%s has nothing of it", async (entry, platform) => {
    const { metafile } = await build({
      stdin: {
        contents: `export * from "@newsclf/kernels/${entry}";`,
        resolveDir: fileURLToPath(new URL(".", import.meta.url)),
      },
      ...{ bundle: true, format: "esm", platform, write: false, metafile: true, logLevel: "silent" },
    });

    expect(Object.keys(metafile.inputs).filter((path) => path.includes("tensorflow"))).toEqual([]);
    expect(Object.keys(metafile.inputs).length).toBeGreaterThan(1);
  });
});

describe("setEngineFiles", () => {
  test("says where the files are", () => {
    const found = run(`
      import { renameSync } from "node:fs";
      import { selectEngine, setEngineFiles } from "@newsclf/kernels/node";
      const modules = {};
      for (const isa of ["simd128", "relaxed-simd"]) {
        renameSync(\`dist/kernels-\${isa}.wasm\`, \`moved-\${isa}.wasm\`);
        modules[isa] = \`moved-\${isa}.wasm\`;
      }
      const { code, fix } = await selectEngine("wasm", 1).catch((error) => error);
      setEngineFiles({ modules });
      const { kind } = await selectEngine("wasm", 1);
      for (const isa of ["simd128", "relaxed-simd"]) renameSync(modules[isa], \`dist/kernels-\${isa}.wasm\`);
      console.log(JSON.stringify([code, fix, kind]));
    `);

    expect(found).toEqual(["ENGINE_MISSING", expect.stringContaining("setEngineFiles"), "wasm"]);
  });
});

test("a bundler keeps what an entry registers, even where nothing of it is used", async () => {
  const { outputFiles } = await build({
    stdin: { contents: 'import "@newsclf/kernels";', resolveDir: fileURLToPath(new URL(".", import.meta.url)) },
    bundle: true,
    format: "esm",
    platform: "browser",
    write: false,
    logLevel: "silent",
  });

  expect(outputFiles[0]!.text).toContain('"newsclf-wasm"');
});
