// How fast a trained model answers: a fresh process, one text, 32 texts at once; beside ONNX Runtime on the exported model.
//
//   pnpm prediction MODEL [--engine native|wasm] [--rounds 300] [--onnx-runtime FOLDER]
//
// FOLDER is one in which `onnxruntime-node` is installed, such as `../runtimes`. Both get texts and give probabilities, on one thread.

import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { cwd, env, execPath } from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { loadClassifier, loadEngine } from "@newsclf/classifier/inference/node";
import { createOnnxInputs, encodeOnnx } from "@newsclf/export";
import { loadModel } from "@newsclf/model/node";

/** 40 words. */
const TEXT =
  "Oil prices rose sharply on Monday as analysts said that the central bank would raise rates again this year while stocks fell in " +
  "London and New York and the dollar gained against the euro for a third day in a row";
const BATCH = Array.from(
  { length: 32 },
  (_, i) =>
    `${TEXT.split(" ")
      .slice(0, 9 + i)
      .join(" ")} ${i}`,
);
const COLD = `
const start = performance.now();
const { loadClassifier } = await import("@newsclf/classifier/" + process.argv[2]);
const classifier = await loadClassifier(process.argv[1]);
await classifier.classify("Oil prices rose");
console.log(performance.now() - start, process.memoryUsage().rss);
process.exit();`;
const NUM_COLD = 5;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    engine: { type: "string", default: "native" },
    rounds: { type: "string", default: "300" },
    "onnx-runtime": { type: "string" },
  },
});
if (positionals.length !== 1) throw new Error("prediction: expected a model folder");
const folder = resolve(env.INIT_CWD ?? cwd(), positionals[0]);

for (const entry of ["inference/node", "node"]) {
  const cold = Array.from({ length: NUM_COLD }, () => {
    const options = { cwd: fileURLToPath(new URL("..", import.meta.url)), encoding: /** @type {const} */ ("utf8") };
    const written = execFileSync(execPath, ["--input-type=module", "-e", COLD, folder, entry], options);
    return written.trim().split(" ").map(Number);
  });
  const [coldMs, bytes] = [0, 1].map((k) => cold.map((run) => run[k]).sort((a, b) => a - b)[NUM_COLD >> 1]);
  console.log(`first answer of a process by ${entry}: ${coldMs.toFixed(0)} ms, ${(bytes / 1e6).toFixed(0)} MB`);
}

const { engine } = await loadEngine(/** @type {any} */ (values.engine), 1);
const classifier = await loadClassifier(folder, { engine: engine.kind });
await report(`${engine.kind} ${engine.isa}`, (texts) =>
  classifier.classify(texts, { topK: classifier.classNames.length }),
);
if (values["onnx-runtime"] !== undefined) {
  const from = createRequire(join(resolve(values["onnx-runtime"]), "package.json"));
  const { InferenceSession, Tensor } = from("onnxruntime-node");
  const model = await loadModel(folder);
  const options = { intraOpNumThreads: 1, interOpNumThreads: 1 };
  const session = await InferenceSession.create(await encodeOnnx(model), options);
  const inputsOf = createOnnxInputs(model);
  await report("ONNX Runtime", async (texts) => {
    const feeds = Object.entries(inputsOf(texts)).map(([name, { type, data, dims }]) => [
      name,
      new Tensor(type, data, dims),
    ]);
    const { logits } = await session.run(Object.fromEntries(feeds));
    return softmaxRows(logits.data, texts.length);
  });
}
process.exit();

/**
 * @param {string} name
 * @param {(texts: readonly string[]) => Promise<unknown>} answer
 */
async function report(name, answer) {
  const one = await median(() => answer([TEXT]));
  const many = await median(() => answer(BATCH));
  console.log(
    `${name}: one text of 40 words ${one.toFixed(3)} ms, 32 texts of 9 to 40 words ${many.toFixed(2)} ms (medians)`,
  );
}

/** @param {() => Promise<unknown>} run */
async function median(run) {
  const numRounds = Number(values.rounds);
  const times = [];
  for (let i = 0; i < numRounds + 50; i++) {
    const start = performance.now();
    await run();
    if (i >= 50) times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[numRounds >> 1];
}

/**
 * @param {Float32Array} logits
 * @param {number} numRows
 */
function softmaxRows(logits, numRows) {
  const numClasses = logits.length / numRows;
  return Array.from({ length: numRows }, (_, row) => {
    const exps = logits.subarray(row * numClasses, (row + 1) * numClasses).map(Math.exp);
    const sum = exps.reduce((total, value) => total + value, 0);
    return exps.map((value) => value / sum);
  });
}
