// A process that saves a checkpoint while its file system fails.
// Usage: node scripts/save-under-faults.mjs FILE VALUE [CALL ERROR]: the file operation of that number, from 0, fails so.

import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const [path, value, call, code] = process.argv.slice(2);
let count = 0;
const failing = (operation) =>
  function (...args) {
    const isHit = code !== undefined && count++ === Number(call);
    const error = Object.assign(new Error(`${code}: injected`), { code });
    const callback = args.at(-1);
    if (!isHit) return operation.apply(this, args);
    if (typeof callback !== "function") return Promise.reject(error);
    callback(error);
    return undefined;
  };
const { open } = fs.promises;
fs.promises.open = failing(async (...args) => {
  const file = await open(...args);
  const close = file.close.bind(file);
  // What could not be closed is closed all the same.
  const closeAnyway = failing(() => Promise.resolve());
  file.close = async () => {
    await close();
    await closeAnyway();
  };
  file.writeFile = failing(file.writeFile);
  return file;
});
for (const name of ["mkdir", "rename", "rm"]) fs.promises[name] = failing(fs.promises[name]);
fs.fsync = failing(fs.fsync);
syncBuiltinESMExports();

const { saveCheckpoint } = await import("../dist/node.js");
process.stdin.once("data", async () => {
  try {
    await saveCheckpoint(path, { value, weights: [new Float32Array(100_000).fill(Number(value))] });
    console.log("saved");
  } catch (error) {
    console.log(`${error.name} ${error.code} ${error.message}`);
  }
  process.exit(count <= Number(call) ? 3 : 0);
});
console.log("ready");
