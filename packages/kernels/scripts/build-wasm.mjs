// Compiles cpp/ to WebAssembly with the clang and lld of @yowasp/clang: no compiler on the machine is needed.
//
//   node scripts/build-wasm.mjs [flag of the compiler]...

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { runLLVM } from "@yowasp/clang";

/** By instruction set: see src/engines/wasm-isa.ts. */
const VARIANTS = {
  simd128: ["-ffp-contract=off"],
  "relaxed-simd": ["-ffp-contract=fast", "-mrelaxed-simd"],
};
const COMPILE = [
  ...["clang++", "--target=wasm32-unknown-unknown", "-std=c++20", "-O3", "-ffreestanding", "-nostdlib"],
  ...["-fno-exceptions", "-fno-rtti", "-fno-math-errno", "-Wall", "-Wno-unknown-pragmas"],
  ...["-msimd128", "-matomics", "-mbulk-memory", "-Icpp", "-DENGINE_RUN=newsclf_run_wasm"],
  ...process.argv.slice(2),
];
const LINK = [
  ...["--no-entry", "--shared-memory", "--import-memory", "--max-memory=4294967296", "-z", "stack-size=1048576"],
  ...["--export=__stack_pointer", "--export=__heap_base", "--strip-all", "-O2"],
];

const root = new URL("../", import.meta.url);
const cpp = readSources(new URL("cpp/", root));
mkdirSync(new URL("dist/", root), { recursive: true });
for (const [isa, flags] of Object.entries(VARIANTS)) {
  const objects = {};
  for (const source of ["engine.cpp", "wasm/threads.cpp"]) {
    const object = `${source.replaceAll("/", "-")}.o`;
    const files = await runQuietly([...COMPILE, ...flags, "-c", `cpp/${source}`, "-o", object], { cpp });
    objects[object] = files[object];
  }
  const linked = await runQuietly(["wasm-ld", ...LINK, ...Object.keys(objects), "-o", "kernels.wasm"], objects);
  writeFileSync(new URL(`dist/kernels-${isa}.wasm`, root), linked["kernels.wasm"]);
}

/** Prints what the tool says, not its download progress; the error does not drag all sources along. */
async function runQuietly(args, files) {
  try {
    return await runLLVM(args, files, { fetchProgress: () => {} });
  } catch (error) {
    throw new Error(`build-wasm: ${args[0]} failed with status ${error.code ?? error.message}`);
  }
}

function readSources(folder) {
  const entries = readdirSync(folder, { withFileTypes: true });
  return Object.fromEntries(
    entries.map((entry) => [
      entry.name,
      entry.isDirectory()
        ? readSources(new URL(`${entry.name}/`, folder))
        : readFileSync(new URL(entry.name, folder), "utf8"),
    ]),
  );
}
