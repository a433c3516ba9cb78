// Gives @tensorflow/tfjs-node a binary without the host that its installer downloads from.
//
//   node scripts/build-binding.mjs [--into <folder of the package>] [--gpu] [--wheel <file>]
//
// TensorFlow's C library and headers come out of the Python wheel `tensorflow-cpu` (with --gpu: `tensorflow`), which pip
// downloads and whose SHA-256 is checked here; the package's own C++ binding is compiled against them with node-gyp.
// Needed: Linux on x86-64, python3 with pip, a C++ compiler, make. --wheel takes a file that was fetched in another way.
//
// Library and binding are kept in $XDG_CACHE_HOME/newsclf (~/.cache/newsclf), about 700 MB; the package gets a
// link and a copy. The binding uses Node-API only, so that one serves every version of Node.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  copyFileSync,
  cpSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

const VERSION = "2.18.1";
const WHEELS = {
  cpu: { name: "tensorflow-cpu", sha256: "810c75d7149d2da0cb2092187817b0dcabb80728ca9f9cf3a61f3f42fadd1298" },
  gpu: { name: "tensorflow", sha256: "c9f87e5d2a680a4595f5dc30daf6bbaec9d4129b46d7ef1b2af63c46ac7d2828" },
};
const WHEEL_TAGS = ["--python-version=3.11", "--implementation=cp", "--abi=cp311", "--platform=manylinux_2_17_x86_64"];

/** What the binding is compiled and linked with; nothing else is unpacked. */
const WHEEL_FILES =
  /^tensorflow\/(libtensorflow_(cc|framework)\.so\.2|include\/(tensorflow\/(c|core\/platform)|tsl\/platform|xla\/tsl\/c)\/.*\.h)$/;
const EXTRACT = `
import re, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as wheel:
    wheel.extractall(sys.argv[2], [name for name in wheel.namelist() if re.match(sys.argv[3], name)])`;

const NODE_GYP = "node-gyp@11.4.2";
const NODE_API_VERSION = 8;

/** Stands for Node's own headers, of which Node-API needs none beside node_api.h. */
const COMMON_GYPI = `{'target_defaults': {
  'default_configuration': 'Release', 'configurations': {'Release': {}},
  'cflags': ['-O3', '-fPIC', '-pthread'], 'ldflags': ['-pthread'],
}}`;

const PLATFORM = `${process.platform}-${process.arch}`;

/** Whether there is a wheel for this platform. */
export const isSupported = PLATFORM === "linux-x64";

const require = createRequire(import.meta.url);

/**
 * Builds what is not in the cache and links it into the package.
 *
 * @param {{ into?: string, gpu?: boolean, wheel?: string, say?: (line: string) => void }} options
 */
export async function buildBinding({ into, gpu = false, wheel, say = () => {} } = {}) {
  if (!isSupported) throw new Error(`no wheel is known for ${PLATFORM}, only for linux-x64`);
  const package_ = into === undefined ? dirname(require.resolve("@tensorflow/tfjs-node/package.json")) : resolve(into);
  if (!existsSync(join(package_, "binding.gyp"))) throw new Error(`${package_} is no folder of @tensorflow/tfjs-node`);
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "newsclf");
  const library = join(cache, `tensorflow-${gpu ? "gpu" : "cpu"}-${VERSION}-${PLATFORM}`);
  mkdirSync(cache, { recursive: true });
  if (!existsSync(library)) await inTemporaryFolder(cache, (work) => unpackLibrary(work, library, { gpu, wheel, say }));
  const { version } = JSON.parse(readFileSync(join(package_, "package.json"), "utf8"));
  const binding = join(library, `tfjs_binding-${version}.node`);
  if (!existsSync(binding)) await inTemporaryFolder(cache, (work) => compile(work, package_, library, binding, say));
  const installed = join(package_, `lib/napi-v${NODE_API_VERSION}`);
  for (const folder of [installed, join(package_, "deps")]) rmSync(folder, { recursive: true, force: true });
  mkdirSync(installed, { recursive: true });
  // A copy: the binding looks for deps/lib beside the place where it really lies.
  copyFileSync(binding, join(installed, "tfjs_binding.node"));
  symlinkSync(library, join(package_, "deps"));
  say(`${package_} runs on libtensorflow ${VERSION}`);
}

async function unpackLibrary(work, library, { gpu, wheel, say }) {
  const { name, sha256 } = WHEELS[gpu ? "gpu" : "cpu"];
  if (wheel === undefined) {
    say(`downloading the wheel ${name} ${VERSION}`);
    const download = ["-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--dest", work];
    run("python3", [...download, ...WHEEL_TAGS, `${name}==${VERSION}`]);
  }
  const file = wheel ?? join(work, readdirSync(work)[0]);
  const found = await sha256Of(file);
  if (found !== sha256) throw new Error(`${file}: expected SHA-256 ${sha256}, got ${found}`);
  run("python3", ["-c", EXTRACT, file, work, WHEEL_FILES.source]);
  const lib = join(work, "tensorflow/lib");
  mkdirSync(lib);
  for (const part of ["cc", "framework"]) {
    renameSync(join(work, `tensorflow/libtensorflow_${part}.so.2`), join(lib, `libtensorflow_${part}.so.2`));
  }
  // The names that binding.gyp links with.
  symlinkSync("libtensorflow_cc.so.2", join(lib, "libtensorflow.so"));
  symlinkSync("libtensorflow_framework.so.2", join(lib, "libtensorflow_framework.so"));
  renameSync(join(work, "tensorflow"), library);
}

function compile(work, package_, library, binding, say) {
  say("compiling the binding");
  for (const entry of ["binding", "binding.gyp", "package.json"]) {
    cpSync(join(package_, entry), join(work, entry), { recursive: true });
  }
  symlinkSync(library, join(work, "deps"));
  const headers = join(work, "headers/include/node");
  cpSync(require("node-api-headers").include_dir, headers, { recursive: true });
  writeFileSync(join(headers, "common.gypi"), COMMON_GYPI);
  const output = join(work, "lib");
  const defines = ["-Dmodule_name=tfjs_binding", `-Dmodule_path=${output}`, `-Dnapi_build_version=${NODE_API_VERSION}`];
  // What an outer `npx -c` was asked to do.
  const { npm_config_call: _, npm_config_package: __, ...env } = process.env;
  run("npm", ["exec", "--yes", `--package=${NODE_GYP}`, "--", "node-gyp", "rebuild", "--", ...defines], {
    cwd: work,
    env: { ...env, npm_config_nodedir: join(work, "headers") },
  });
  renameSync(join(output, "tfjs_binding.node"), binding);
}

async function inTemporaryFolder(parent, use) {
  const work = mkdtempSync(join(parent, "build-"));
  try {
    await use(work);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function sha256Of(file) {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest("hex");
}

function run(command, args, options = {}) {
  const { error, status, stdout, stderr } = spawnSync(command, args, { encoding: "utf8", ...options });
  if (error) throw new Error(`${command} did not start: ${error.message}`);
  if (status !== 0) throw new Error(`${command} failed with status ${status}\n${stdout}${stderr}`.trimEnd());
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { values } = parseArgs({
    options: { into: { type: "string" }, gpu: { type: "boolean" }, wheel: { type: "string" } },
  });
  try {
    await buildBinding({ ...values, say: (line) => console.log(`build-binding: ${line}`) });
  } catch (error) {
    console.error(`build-binding: ${error.message}`);
    process.exitCode = 1;
  }
}
