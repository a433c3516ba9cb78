// Prints what a model folder says of a text, on the best engine and on WebAssembly, and trains where threads are worth it.

import { loadClassifier, selectBackend, trainClassifier } from "@newsclf/classifier/node";
import { LONG_NEWS, ONE_EPOCH, TEXT } from "../texts.js";

/** Not at the top level, which CommonJS does not let wait. */
async function main(folder) {
  const answers = {};
  for (const name of ["wasm", "auto"]) {
    const { engine } = await selectBackend(name);
    answers[engine.split(" ")[0]] = await (await loadClassifier(folder)).classify(TEXT);
  }
  let numWorkers = 0;
  process.on("worker", (worker) => worker.once("message", () => numWorkers++));
  const run = await trainClassifier(LONG_NEWS, ONE_EPOCH);
  return { answers, accuracy: run.test.evaluation.accuracy, numWorkers };
}

main(process.argv[2])
  .catch(({ code, message, fix }) => ({ code, message, fix }))
  .then((result) => console.log(JSON.stringify(result)));
