// Runs the native suite with the addon built under sanitizers: address and undefined behaviour together, then threads.
// Last the WebAssembly suite, where sizes have 32 bits, with traps on overflow.
//
//   node scripts/sanitize.mjs [address] [thread] [wasm]
//
// Each runs in a copy of the package, so that dist/ stays as it is. First a copy of the source with a mistake in it is
// built and has to be reported: else a run without reports would mean nothing. Linux with GCC.

import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readOperations } from "./_read-operations.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));

const OVERFLOW = "volatile int large = 2147483647; large = large + numBuffers;";

const SANITIZERS = {
  address: {
    flags: "-fsanitize=address,undefined -fno-sanitize-recover=undefined -DNEWSCLF_EXACT_SCRATCH",
    hasExactHeap: true,
    library: "libasan.so",
    // Node frees little at its exit.
    options: { ASAN_OPTIONS: "detect_leaks=0", UBSAN_OPTIONS: "print_stacktrace=1" },
    mistakes: {
      "heap-buffer-overflow": "volatile float past = ((float*)buffers[0].data)[(Index)buffers[0].length]; (void)past;",
      "signed integer overflow": OVERFLOW,
    },
  },
  thread: {
    flags: "-fsanitize=thread",
    hasExactHeap: false,
    library: "libtsan.so",
    // Races of Node and its libraries with themselves are left out below; they must not end the process either.
    options: { TSAN_OPTIONS: "exitcode=0" },
    mistakes: {
      "data race":
        "static volatile int count; parallel(4, [](int) { for (int i = 0; i < 10000000; i++) count = count + 1; });",
    },
  },
};

const WASM_FLAGS = ["-fsanitize=signed-integer-overflow,bounds,shift", "-fsanitize-trap=all"];
/** Tests that call every operation, with right and with wrong arguments. */
const WASM_TESTS = ["engines/arguments", "engines/random-shapes"];

/** For an operation whose last array is its output. */
const PAST_OUTPUT = "const Buffer& y = buffers[numBuffers - 1]; ((volatile float*)y.data)[(Index)y.length] = 1;";
const NUMERIC_TESTS = [
  ...["engines/activations", "engines/random-shapes", "engines/threads"],
  ...["ops/distinct-tokens", "ops/loss-curve", "ops/lstm", "ops/ops"],
];
const WITHOUT_ENGINE = ["test/build-native.test.ts", "test/tensorflow/no-gpu.test.ts"];

/** One operation of an addon; whether its arguments are right does not matter. */
const CALL = `
  const addon = require(process.argv[1]);
  addon.setNumThreads(4);
  addon.run(Number(process.argv[2]), [new Float32Array(1000)], []);
`;

const operations = Object.keys((await readOperations()).OPERATIONS);
/** Operations that get the mistakes, which test/ops/ops.test.ts does not call, and one that it does. */
const MISTAKEN = ["lstm", "lstmGradient"].map(numberOf);
const CALLED = numberOf("dense");

const wanted = process.argv.slice(2);
for (const [name, sanitizer] of Object.entries(SANITIZERS)) {
  if (isWanted(name)) inCopy(name, (folder) => sanitize(folder, name, sanitizer));
}
if (isWanted("wasm")) inCopy("wasm", sanitizeWasm);

function numberOf(operation) {
  const number = operations.indexOf(operation);
  if (number < 0) throw new Error(`sanitize: there is no operation "${operation}"`);
  return number;
}

function isWanted(name) {
  return wanted.length === 0 || wanted.includes(name);
}

function inCopy(name, check) {
  const started = Date.now();
  const folder = mkdtempSync(join(tmpdir(), `newsclf-${name}-`));
  try {
    check(folder);
    console.log(`${name}: no report, ${Math.round((Date.now() - started) / 1000)} s`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function sanitize(folder, name, sanitizer) {
  const mistakes = Object.values(sanitizer.mistakes).map((mistake, i) => [MISTAKEN[i], mistake]);
  const inOperations = [...mistakes, [CALLED, PAST_OUTPUT]].map(([op, mistake]) => `if (op == ${op}) { ${mistake} }`);
  copyPackage(folder, inOperations.join("\n"));
  build(folder, sanitizer);
  const expectReport = (report, args) => {
    const { reports } = run(folder, sanitizer, args);
    if (!reports.includes(report)) throw new Error(`sanitize: a mistake gave no "${report}" report, but: ${reports}`);
  };
  Object.keys(sanitizer.mistakes).forEach((report, i) => {
    expectReport(report, ["--eval", CALL, addonOf(folder), String(MISTAKEN[i])]);
  });
  if (sanitizer.hasExactHeap) expectReport("heap-buffer-overflow", [...vitestIn(folder, true), "test/ops/ops.test.ts"]);
  copyPackage(folder);
  build(folder, sanitizer);
  const runSuite = (args) => {
    const { reports, output, status } = run(folder, sanitizer, args);
    if (reports === "" && status === 0) return;
    console.log(output, reports);
    throw new Error(`sanitize: the suite failed under ${name}`);
  };
  // What is about memory needs the heap as it is.
  const numeric = NUMERIC_TESTS.map((test) => `test/${test}.test.ts`);
  const others = [...numeric, ...WITHOUT_ENGINE].flatMap((path) => ["--exclude", path]);
  runSuite([...vitestIn(folder, false), ...others]);
  runSuite([...vitestIn(folder, sanitizer.hasExactHeap), ...numeric]);
}

function sanitizeWasm(folder) {
  const test = (mistake) => {
    copyPackage(folder, mistake);
    const build = [join(folder, "scripts/build-wasm.mjs"), ...WASM_FLAGS];
    if (spawnSync(process.execPath, build, { stdio: "inherit" }).status !== 0) throw new Error("sanitize: no module");
    const env = { ...process.env, NEWSCLF_TEST_ENGINES: "wasm", NEWSCLF_NUM_SHAPES: "300" };
    const { status, stdout, stderr } = spawnSync(process.execPath, [...vitestIn(folder), ...WASM_TESTS], {
      env,
      encoding: "utf8",
    });
    return { status, output: `${stdout}\n${stderr}` };
  };
  if (!test(`if (numScalars > 0) { ${OVERFLOW} }`).output.includes("RuntimeError: unreachable")) {
    throw new Error("sanitize: an overflow in WebAssembly gave no trap");
  }
  const { status, output } = test();
  if (status !== 0) throw new Error(`sanitize: the suite failed with traps in WebAssembly\n${output}`);
}

function vitestIn(folder, hasExactHeap = false) {
  cpSync(
    join(root, hasExactHeap ? "test/support/exact-heap.ts" : "src/engines/heap.ts"),
    join(folder, "src/engines/heap.ts"),
  );
  const vitest = [join(root, "node_modules/vitest/vitest.mjs"), "run", "--root", folder, "--testTimeout=600000"];
  return [...vitest, "--pool=forks", "--no-file-parallelism"];
}

/** @param mistake - C++ to put before each operation. */
function copyPackage(folder, mistake) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const entry of ["cpp", "dist", "scripts", "src", "test", "package.json", "README.md"]) {
    cpSync(join(root, entry), join(folder, entry), { recursive: true });
  }
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  rmSync(join(folder, "dist/native"), { recursive: true, force: true });
  if (mistake === undefined) return;
  const engine = join(folder, "cpp/engine.cpp");
  const [before, after] = readFileSync(engine, "utf8").split("  OPERATIONS[op](args);");
  writeFileSync(engine, `${before}  ${mistake}\n  OPERATIONS[op](args);${after}`);
}

function build(folder, { flags }) {
  const env = { ...process.env, NEWSCLF_CXXFLAGS: `${flags} -g -O1 -fno-omit-frame-pointer` };
  spawnSync(process.execPath, [join(folder, "scripts/build-native.mjs")], { env, stdio: "inherit" });
  if (!existsSync(addonOf(folder))) throw new Error("sanitize: no addon was built");
}

/** Runs Node under the sanitizer; what it printed, and what the sanitizer reported of whichever process. */
function run(folder, { library, options }, args) {
  const logs = join(folder, "reports");
  rmSync(logs, { recursive: true, force: true });
  mkdirSync(logs);
  const compiler = process.env.CXX || "c++";
  const preload = spawnSync(compiler, [`-print-file-name=${library}`], { encoding: "utf8" }).stdout.trim();
  const env = { ...process.env, LD_PRELOAD: preload, NEWSCLF_TEST_ENGINES: "native", NEWSCLF_NUM_SHAPES: "300" };
  for (const [name, value] of Object.entries(options)) env[name] = `${value}:log_path=${join(logs, "report")}`;
  // Without randomised addresses: some kernels put memory where ThreadSanitizer does not expect any.
  const command = ["-R", process.execPath, ...args];
  const { status, stdout, stderr } = spawnSync("setarch", command, { env, encoding: "utf8", maxBuffer: 2 ** 28 });
  const output = `${stdout}\n${stderr}`;
  // A report with no frame of the addon is about Node or the bundler of vitest: they are not instrumented, so that
  // ThreadSanitizer does not see how they synchronise.
  const reports = readdirSync(logs)
    .flatMap((file) => readFileSync(join(logs, file), "utf8").split("==================\n"))
    .filter((report) => report.includes(join(folder, "cpp")) || report.includes(addonOf(folder)));
  // Beside AddressSanitizer, UndefinedBehaviorSanitizer writes to stderr only.
  reports.push(...output.split("\n").filter((line) => line.includes("runtime error:")));
  return { status, output, reports: reports.join("\n") };
}

function addonOf(folder) {
  return join(folder, `dist/native/${process.platform}-${process.arch}.node`);
}
