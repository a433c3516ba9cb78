// Compiles cpp/ to dist/native/<platform>-<arch>.node with the machine's C++ compiler ($CXX or c++), if it is not there
// yet or older than a source. Without a compiler, or if it fails, the package runs on WebAssembly: one line says so, and
// the exit status is 0.

import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { include_dir } from "node-api-headers";

const VARIANTS = {
  base: [],
  ...(process.arch === "x64" && {
    avx2: ["-mavx2", "-mfma"],
    avx512: ["-mavx512f", "-mavx512vl", "-mavx512dq", "-mavx512bw", "-mavx2", "-mfma", "-mprefer-vector-width=512"],
  }),
};
const COMMON = [
  "-std=c++20",
  "-O3",
  "-fPIC",
  "-fvisibility=hidden",
  "-Wall",
  ...(process.env.NEWSCLF_CXXFLAGS ?? "").split(" ").filter(Boolean),
];
const FREESTANDING = ["-fno-math-errno", "-fno-exceptions", "-fno-rtti"];

/** Such as `ccache g++`. */
const [compiler, ...compilerArgs] = (process.env.CXX || "c++").split(" ").filter(Boolean);
const root = fileURLToPath(new URL("../", import.meta.url));
const output = join(root, "dist/native", `${process.platform}-${process.arch}.node`);
/** Written beside the output when that is whole: what it was compiled with. */
const commandFile = `${output}.txt`;
const command = [compiler, ...compilerArgs, ...COMMON].join(" ");

const work = mkdtempSync(join(tmpdir(), "newsclf-native-"));
try {
  if (!isUpToDate()) build();
} catch (error) {
  console.log(`@newsclf/kernels: no native engine (${error.message}); WebAssembly is used instead`);
} finally {
  rmSync(work, { recursive: true, force: true });
}

function build() {
  // An old one would be taken for the new one if this fails.
  rmSync(output, { force: true });
  if (process.platform === "win32") throw new Error("not yet built on Windows");
  const objects = [];
  const compile = (source, name, flags) => {
    const object = join(work, `${name}.o`);
    run([...COMMON, ...flags, "-I", join(root, "cpp"), "-c", join(root, "cpp", source), "-o", object]);
    objects.push(object);
  };
  for (const [name, flags] of Object.entries(VARIANTS)) {
    compile("engine.cpp", name, [...FREESTANDING, ...flags, `-DENGINE_RUN=newsclf_run_${name}`]);
  }
  compile("native/threads.cpp", "threads", ["-pthread"]);
  compile("native/addon.cpp", "addon", ["-pthread", "-isystem", include_dir, "-DNAPI_VERSION=8"]);
  mkdirSync(join(root, "dist/native"), { recursive: true });
  const link =
    process.platform === "darwin"
      ? ["-bundle", "-undefined", "dynamic_lookup"]
      : [
          "-shared",
          "-static-libstdc++",
          "-static-libgcc",
          `-Wl,--version-script=${join(root, "cpp/native/exports.map")}`,
        ];
  const sanitizers = COMMON.filter((flag) => flag.startsWith("-fsanitize"));
  run([...link, ...sanitizers, "-pthread", ...objects, "-o", output]);
  writeFileSync(commandFile, command);
}

function isUpToDate() {
  if (![output, commandFile].every((path) => existsSync(path)) || readFileSync(commandFile, "utf8") !== command)
    return false;
  const sources = readdirSync(join(root, "cpp"), { recursive: true }).map((name) => join(root, "cpp", name));
  const builtAt = statSync(commandFile).mtimeMs;
  return [...sources, fileURLToPath(import.meta.url)].every((path) => statSync(path).mtimeMs <= builtAt);
}

function run(args) {
  const { error, status, stderr } = spawnSync(compiler, [...compilerArgs, ...args], { encoding: "utf8" });
  if (error) throw new Error(`${compiler} did not start`);
  if (stderr) process.stderr.write(stderr);
  if (status !== 0) throw new Error(`${compiler} failed with status ${status}`);
}
