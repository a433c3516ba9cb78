// Our engines against PyTorch on this machine, case by case and alternating, so that both meet the same noise.
//
//   pnpm compare [--python python3] [--rounds 3] [--flush-denormal]
//
// Each figure is the best of the rounds. PyTorch's is the best over 1 and 2 threads.

import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";

/** @typedef {{ trainTokensPerSecond: number, peakRssMb: number, peakFraction?: number, engine: string }} Result */

const CASES = [
  { label: "B=32 T=512 V=973", args: [] },
  { label: "B=4 T=512 V=973", args: ["--batch", "4"] },
  { label: "B=32 T=512 V=50000", args: ["--vocab", "50000"] },
  { label: "B=32 ragged", args: ["--ragged"] },
  { label: "B=256 T=32", args: ["--batch", "256", "--time", "32"] },
];

const { values } = parseArgs({
  args: process.argv.slice(2).filter((arg) => arg !== "--"),
  options: {
    python: { type: "string", default: "python3" },
    rounds: { type: "string", default: "3" },
    steps: { type: "string", default: "7" },
    "flush-denormal": { type: "boolean", default: false },
  },
});
const flush = values["flush-denormal"] ? ["--flush-denormal"] : [];

for (const { label, args } of CASES) {
  const common = [...args, "--steps", values.steps];
  /** @type {Record<string, Result[]>} */
  const results = { native: [], wasm: [], pytorch: [] };
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const engine of ["native", "wasm"]) {
      results[engine].push(run(process.execPath, ["bench.mjs", "--json", "--engine", engine, ...common]));
    }
    for (const threads of ["1", "2"]) {
      results.pytorch.push(run(values.python, ["pytorch.py", "--threads", threads, ...flush, ...common]));
    }
  }
  const [native, wasm, pytorch] = Object.values(results).map(best);
  console.log(
    JSON.stringify({
      case: label,
      peer: pytorch.engine,
      ...Object.fromEntries(
        Object.entries({ pytorch, native, wasm }).map(([name, result]) => [name, result.trainTokensPerSecond]),
      ),
      nativeRatio: ratio(native, pytorch),
      wasmRatio: ratio(wasm, pytorch),
      nativePeakFraction: native.peakFraction,
      wasmPeakFraction: wasm.peakFraction,
      peakRssMb: { pytorch: pytorch.peakRssMb, native: native.peakRssMb, wasm: wasm.peakRssMb },
    }),
  );
}

/** @param {string} command @param {string[]} args @returns {Result} */
function run(command, args) {
  const { stdout, stderr, status } = spawnSync(command, args, { cwd: import.meta.dirname, encoding: "utf8" });
  if (status !== 0) throw new Error(`compare: ${command} ${args.join(" ")} failed\n${stderr}`);
  return JSON.parse(stdout);
}

/** @param {Result[]} results */
function best(results) {
  return results.reduce((a, b) => (b.trainTokensPerSecond > a.trainTokensPerSecond ? b : a));
}

/** @param {Result} ours @param {Result} peer */
function ratio(ours, peer) {
  return Number((ours.trainTokensPerSecond / peer.trainTokensPerSecond).toFixed(2));
}
