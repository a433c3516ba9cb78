// The engines inside worker_threads, and that programs which used them end by themselves.

import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { ownEngines } from "../support/engines.ts";
import { copyPackage, runProgram } from "../support/package-copy.ts";

const copy = copyPackage(true);
afterAll(copy.remove);

/** Trains a little on two threads, on shapes that both get a share of. */
const USE = (engine: string): string => `
  import { lstm, packedLayout, selectEngine } from "./dist/node.js";
  import * as tf from "@tensorflow/tfjs-core";
  await selectEngine(${JSON.stringify(engine)}, 2);
  const layout = packedLayout(new Int32Array(40).fill(20));
  const ramp = (...shape) => {
    const size = shape.reduce((a, b) => a * b);
    return tf.tensor(Float32Array.from({ length: size }, (_, i) => Math.sin(i) / 3), shape);
  };
  const params = { kernel: ramp(16, 128), recurrentKernel: ramp(32, 128), bias: ramp(128) };
  const work = () => tf.tidy(() => tf.sum(lstm(ramp(800, 16), layout, params)).dataSync()[0]);
  const first = work();
  for (let k = 0; k < 20; k++) if (work() !== first) throw new Error("another result");
`;

describe.each(ownEngines)("a program that used $name", ({ name }) => {
  test("ends by itself", () => {
    const { status, signal, stdout } = runProgram(copy, `${USE(name)} console.log(first);`);

    expect({ status, signal }).toEqual({ status: 0, signal: null });
    expect(Number(stdout)).not.toBeNaN();
  });

  test("ends with status 1 when an exception is not caught", () => {
    const { status, signal, stderr } = runProgram(copy, `${USE(name)} throw new Error("on purpose");`);

    expect({ status, signal }).toEqual({ status: 1, signal: null });
    expect(stderr).toContain("on purpose");
  });

  test("ends when process.exit is called", () => {
    expect(runProgram(copy, `${USE(name)} process.exit(3);`)).toMatchObject({ status: 3, signal: null });
  });

  test("may come from the command line", () => {
    const flags = ["--input-type=module", "--eval"];
    const wait = "await new Promise((resolve) => setTimeout(resolve, 200));";
    const { status, stderr } = spawnSync(process.execPath, [...flags, `${USE(name)} ${wait}`], {
      cwd: copy.folder,
      encoding: "utf8",
    });

    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });

  test("gets the same result in the main thread and in two workers at once", () => {
    const { status, signal, stdout, stderr } = runProgram(
      copy,
      `
        import { isMainThread, parentPort, Worker } from "node:worker_threads";
        ${USE(name)}
        if (isMainThread) {
          const results = [1, 2].map(
            () =>
              new Promise((resolve, reject) => {
                const worker = new Worker(new URL(import.meta.url));
                worker.on("message", resolve).on("error", reject);
              }),
          );
          for (let k = 0; k < 20; k++) work();
          console.log(JSON.stringify([first, ...(await Promise.all(results))]));
        } else {
          parentPort.postMessage(first);
        }
      `,
    );

    expect({ status, signal }, stderr).toEqual({ status: 0, signal: null });
    expect(new Set(JSON.parse(stdout)).size).toBe(1);
  });

  test("may use it in workers only, one after the other, which take their threads along", () => {
    const { status, signal, stdout, stderr } = runProgram(
      copy,
      `
        import { readdirSync } from "node:fs";
        import { isMainThread, Worker } from "node:worker_threads";
        if (isMainThread) {
          const counts = [];
          for (let k = 0; k < 4; k++) {
            await new Promise((resolve) => new Worker(new URL(import.meta.url)).on("exit", resolve));
            counts.push(process.platform === "linux" ? readdirSync("/proc/self/task").length : 0);
          }
          await new Promise((resolve) => setTimeout(resolve, 200));
          console.log(JSON.stringify(counts));
        } else {
          await import("./use.mjs");
        }
      `,
      { "use.mjs": USE(name) },
    );

    expect({ status, signal }, stderr).toEqual({ status: 0, signal: null });
    const counts = JSON.parse(stdout) as number[];
    // One may not have quite ended yet.
    expect(counts.at(-1)).toBeLessThanOrEqual(counts[0]! + 1);
  });

  test("goes on when a worker that used it is terminated", () => {
    const { status, signal, stderr } = runProgram(
      copy,
      `
        import { isMainThread, parentPort, Worker } from "node:worker_threads";
        ${USE(name)}
        if (isMainThread) {
          for (let k = 0; k < 3; k++) {
            const worker = new Worker(new URL(import.meta.url));
            await new Promise((resolve) => worker.once("message", resolve));
            await worker.terminate();
            if (work() !== first) throw new Error("another result");
          }
        } else {
          parentPort.postMessage(first);
          for (;;) work();
        }
      `,
    );

    expect({ status, signal }, stderr).toEqual({ status: 0, signal: null });
  });
});

test("a WebAssembly thread that fails is done without", () => {
  const broken = copyPackage(false);
  try {
    writeFileSync(join(broken.folder, "dist/worker-node.js"), "throw new Error('on purpose');");
    const wait = "await new Promise((resolve) => setTimeout(resolve, 200)); console.log(work() === first);";
    const { status, stdout, stderr } = runProgram(broken, `${USE("wasm")} ${wait}`);

    expect({ status, stdout }, stderr).toEqual({ status: 0, stdout: "true\n" });
  } finally {
    broken.remove();
  }
});
