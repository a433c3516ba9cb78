// Calls an engine with arguments that are almost right, and with arguments that are nothing like it. Plain JavaScript,
// because the addon is fuzzed in a process of its own: `node fuzz-arguments.mjs <addon> <seed> <number of calls> <table>`
// prints how many calls ran and how many threw. A crash, or a write outside the arrays, is a failure. The table is
// src/engines/operations.ts as JSON.

import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

/** Bytes on both sides of each array that no call may change. */
const GUARD = 256;
const GUARD_BYTE = 0xa5;

const [B, I, H, T, V, N] = [3, 5, 6, 4, 7, 8];
// Sequences of lengths 4, 3, 1.
const OFFSETS = [0, 3, 5, 7, 8];
const ROW_INDEX = [7, 6, 5, 4, 3, 0, 0, 0];

/** A right call of each operation: numbers are lengths of Float32Arrays, lists Int32Arrays. */
const CASES = {
  lstm: {
    buffers: [OFFSETS, N * I, I * 4 * H, H * 4 * H, 4 * H, N * H, N * 4 * H, N * H],
    scalars: { numTokens: N, numRows: N, inputSize: I, units: H, reverse: false },
  },
  lstmGradient: {
    buffers: [
      ...[OFFSETS, N * H, N * I, N * H, N * 4 * H, N * H, I * 4 * H, H * 4 * H],
      ...[N * I, I * 4 * H, H * 4 * H, 4 * H, ROW_INDEX],
    ],
    scalars: { numTokens: N, numRows: N, inputSize: I, units: H, reverse: true },
  },
  dense: {
    buffers: [B * I, I * H, H, B * H],
    scalars: { numRows: B, inputSize: I, outputSize: H, activation: "relu" },
  },
  denseGradient: {
    buffers: [B * H, B * I, B * H, I * H, B * I, I * H, H],
    scalars: { numRows: B, inputSize: I, outputSize: H, activation: "relu" },
  },
  dropout: { buffers: [50, 50], scalars: { size: 50, seed: 123, threshold: 2 ** 30, scale: 1.5 } },
  rowSum: {
    buffers: [N * I, [1, 4, 4, 1, 6, 1, 4, 6], [1, 4, 6], 3 * I],
    scalars: { numValues: N, width: I },
  },
  sequencePool: {
    buffers: [OFFSETS, [2, 0, 1], N * H, B * H, [...Array(B * H).keys()]],
    scalars: { numTokens: N, width: H, mode: "max" },
  },
  sequencePoolGradient: {
    buffers: [OFFSETS, [2, 0, 1], B * H, N * H],
    scalars: { numTokens: N, width: H, mode: "mean" },
  },
  softmaxCrossEntropy: { buffers: [B * V, [0, 6, 3], 1, B * V], scalars: { numRows: B, numClasses: V } },
  squaredNorm: { buffers: [77, 1], scalars: { size: 77 } },
  adamW: {
    buffers: [V * I, V * I, V * I, 2 * I, [1, 5]],
    scalars: {
      ...{ numRows: V, width: I, beta1: 0.9, beta2: 0.99, keep: 1, rate: 0.001, rootScale: 1, epsilon: 1e-8 },
      gradientScale: 1,
    },
  },
  gather: { buffers: [V * I, [0, 6, 6, 2], 4 * I], scalars: { numRows: V, width: I } },
  copyColumns: {
    buffers: [B * I, B * H],
    scalars: { numRows: B, numColumns: 3, sourceWidth: I, sourceColumn: 1, targetWidth: H, targetColumn: 2 },
  },
  add: { buffers: [40, 40, 40], scalars: { size: 40 } },
  matMul: {
    buffers: [B * T, T * H, B * H],
    scalars: { numRows: B, numColumns: H, depth: T, transposeA: false, transposeB: true },
  },
  unary: { buffers: [40, 40], scalars: { size: 40, function: "tanh" } },
};

/**
 * @param run - `(operation, buffers, scalars)`; the operation as a number.
 * @param table - Exports of src/engines/operations.ts.
 * @returns How many calls ran and how many threw.
 * @throws Error if operations of the table and cases here are not the same.
 */
export function fuzzArguments(run, table, seed, numCalls) {
  const calls = createRightCalls(table);
  const random = createRandom(seed);
  const counts = { ran: 0, threw: 0, otherThrows: [] };
  for (let i = 0; i < numCalls; i++) {
    const call = createCall(calls, random, i);
    try {
      run(...call.args);
      counts.ran++;
    } catch (error) {
      if (error instanceof RangeError || error instanceof TypeError) counts.threw++;
      else counts.otherThrows.push(String(error));
    }
    for (const memory of call.memories) checkGuards(memory, i);
  }
  return counts;
}

/** The cases in the order of the operations, with their numbers as C++ reads them. */
function createRightCalls({ OPERATIONS, ENUMERATIONS }) {
  expectSame("operation", OPERATIONS, CASES);
  return Object.entries(OPERATIONS).map(([name, kinds]) => {
    const { buffers, scalars } = CASES[name];
    expectSame(`number of ${name}`, kinds, scalars);
    const toNumber = ([scalar, kind]) =>
      kind in ENUMERATIONS ? ENUMERATIONS[kind].indexOf(scalars[scalar]) : Number(scalars[scalar]);
    return { buffers, scalars: Object.entries(kinds).map(toNumber) };
  });
}

function expectSame(what, table, cases) {
  for (const name of Object.keys(table)) if (!(name in cases)) throw new Error(`no case for the ${what} "${name}"`);
  for (const name of Object.keys(cases)) if (!(name in table)) throw new Error(`a case for no ${what} "${name}"`);
}

function createCall(calls, random, i) {
  const operation = i % calls.length;
  const memories = [];
  const allocate = (spec) => {
    const [length, ints] = Array.isArray(spec) ? [spec.length, spec] : [Math.max(0, spec), undefined];
    const bytes = new Uint8Array(length * 4 + 2 * GUARD).fill(GUARD_BYTE);
    memories.push(bytes);
    if (ints) {
      const array = new Int32Array(bytes.buffer, GUARD, length);
      array.set(ints);
      return array;
    }
    return new Float32Array(bytes.buffer, GUARD, length).fill(random() - 0.5);
  };
  const { buffers, scalars } = calls[operation];
  const args = [operation, buffers.map(allocate), [...scalars]];
  const numChanges = Math.floor(random() * 4);
  for (let k = 0; k < numChanges; k++) {
    try {
      pick(random, CHANGES)(args, random, allocate);
    } catch {
      // A getter of an earlier change threw.
    }
  }
  return { args, memories };
}

const NUMBERS = [
  ...[Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -1, -0, 0, 1, 2, 3, 0.5, 7, 8, 9, 1e9, 1e300],
  ...[2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 32 + 3, 2 ** 53, -(2 ** 31), 5e-324, 1e-45],
];

const ODD_VALUES = [
  () => undefined,
  () => null,
  () => "3",
  () => 3n,
  () => Symbol("3"),
  () => ({ valueOf: () => 3 }),
  () => [3],
  () => true,
  () => () => 3,
  () => new Proxy([], {}),
];

const ODD_BUFFERS = [
  ...ODD_VALUES,
  () => new DataView(new ArrayBuffer(64)),
  () => new ArrayBuffer(64),
  () => new SharedArrayBuffer(64),
  () => new Uint8Array(64),
  () => new Float64Array(64),
  () => new BigInt64Array(8),
  () => new Int16Array(64),
  () => new Uint32Array(64),
  () => new Proxy(new Float32Array(16), {}),
  () => Object.create(Float32Array.prototype),
  () => Object.setPrototypeOf(new Uint8Array(64), Float32Array.prototype),
  () => Object.setPrototypeOf(new Float64Array(4), Int32Array.prototype),
  () => Buffer.alloc(64),
  () => detached(new Float32Array(16)),
  () => detached(new Int32Array(16)),
  () => new Float32Array(0),
  () => new Int32Array(0),
];

const ODD_LISTS = [
  ...ODD_VALUES,
  () => new Array(17).fill(1),
  () => new Array(1000),
  () => new Array(5),
  () => ({ length: 3, 0: 1, 1: 2, 2: 3 }),
  (list) => new Proxy(list, {}),
  (list) => new Float64Array(list.length),
  (list) =>
    withGetter(list, 0, () => {
      throw new TypeError("a getter that throws");
    }),
  (list) => withGetter(list, 0, () => list[0]),
];

const CHANGES = [
  (args, random) => setRandom(args[2], random, pick(random, NUMBERS)),
  (args, random) => setRandom(args[2], random, Math.floor(random() * 20)),
  (args, random) => setRandom(args[2], random, pick(random, ODD_VALUES)()),
  (args, random) => setRandom(args[1], random, pick(random, ODD_BUFFERS)()),
  (args, random) => remove(args[random() < 0.5 ? 1 : 2], random),
  (args, random, allocate) => args[1]?.push?.(allocate(Math.floor(random() * 20))),
  (args, random) => args[2]?.push?.(pick(random, NUMBERS)),
  // Another length, another kind, other indices.
  (args, random, allocate) => setRandom(args[1], random, allocate(Math.floor(random() * 200))),
  (args, random, allocate) => setRandom(args[1], random, allocate(randomInts(random))),
  (args, random, allocate) => setRandom(args[1], random, allocate(randomInts(random))),
  changeInts,
  changeInts,
  // Memory that two arguments share: an output over the indices that are still to be read.
  shareMemory,
  shareMemory,
  // The same values in other kinds of memory.
  (args, random) => replaceBuffer(args, random, (array) => copyInto(array, new SharedArrayBuffer(array.byteLength))),
  (args, random) => replaceBuffer(args, random, resizable),
  (args, random) => replaceBuffer(args, random, (array) => shrunk(resizable(array))),
  (args, random) => replaceBuffer(args, random, detached),
  // A getter that takes away the memory of another argument.
  (args, random) => replaceList(args, random, 1, detachLater),
  (args, random) => replaceList(args, random, 1, shrinkLater),
  (args, random) => {
    const at = random() < 0.5 ? 1 : 2;
    const list = args[at];
    if (Array.isArray(list)) args[at] = pick(random, ODD_LISTS)(list);
  },
  (args, random) => {
    const around = Object.keys(CASES).length;
    args[0] = pick(random, [...NUMBERS, around - 1, around, around + 1, 999, 1000, "0", undefined, null, {}, 1n]);
  },
  (args, random) => {
    args.length = Math.floor(random() * 3);
  },
];

function changeInts(args, random) {
  if (!Array.isArray(args[1])) return;
  const arrays = args[1].filter((array) => array instanceof Int32Array && array.length > 0);
  if (arrays.length === 0) return;
  const array = pick(random, arrays);
  array[Math.floor(random() * array.length)] = pick(random, [
    -1,
    0,
    1,
    6,
    7,
    8,
    9,
    1000,
    2 ** 31 - 1,
    -(2 ** 31),
    2 ** 30,
  ]);
}

function shareMemory(args, random) {
  if (!Array.isArray(args[1]) || args[1].length < 2) return;
  const from = args[1][Math.floor(random() * args[1].length)];
  const at = Math.floor(random() * args[1].length);
  const to = args[1][at];
  if (!isPlain(from) || !isPlain(to) || to.byteOffset + to.length * 4 > from.buffer.byteLength - GUARD) return;
  setAt(args[1], at, new to.constructor(from.buffer, from.byteOffset, Math.min(to.length, from.length)));
}

function detachLater(list, random) {
  const victim = list[0];
  const at = Math.min(list.length - 1, 1 + Math.floor(random() * list.length));
  const value = list[at];
  return withGetter(list, at, () => {
    if (isPlain(victim)) detached(victim);
    return value;
  });
}

function shrinkLater(list) {
  if (!isPlain(list[0])) return list;
  const victim = resizable(list[0]);
  const last = list.length - 1;
  const value = list[last];
  return withGetter([victim, ...list.slice(1)], last, () => {
    victim.buffer.resize(0);
    return value;
  });
}

function resizable(array) {
  const buffer = new ArrayBuffer(array.byteLength, { maxByteLength: array.byteLength + 64 });
  new array.constructor(buffer).set(array);
  return new array.constructor(buffer);
}

function shrunk(array) {
  array.buffer.resize((array.buffer.byteLength >> 1) & ~3);
  return array;
}

function copyInto(array, buffer) {
  const copy = new array.constructor(buffer);
  copy.set(array);
  return copy;
}

/** Takes the memory away for good: a clone that is dropped at once. */
function detached(array) {
  try {
    structuredClone(array.buffer, { transfer: [array.buffer] });
  } catch {
    // Shared memory cannot be detached.
  }
  return array;
}

function replaceBuffer(args, random, change) {
  if (!Array.isArray(args[1]) || args[1].length === 0) return;
  const at = Math.floor(random() * args[1].length);
  if (isPlain(args[1][at])) setAt(args[1], at, change(args[1][at]));
}

function replaceList(args, random, at, change) {
  if (Array.isArray(args[at]) && args[at].length > 1) args[at] = change(args[at], random);
}

function isPlain(value) {
  return (
    (Object.prototype.toString.call(value) === "[object Float32Array]" ||
      Object.prototype.toString.call(value) === "[object Int32Array]") &&
    value.buffer instanceof ArrayBuffer &&
    value.buffer.byteLength > 0 &&
    !value.buffer.resizable
  );
}

function randomInts(random) {
  return Array.from({ length: Math.floor(random() * 12) }, () => Math.floor(random() * 12) - 1).sort((a, b) => a - b);
}

function setRandom(list, random, value) {
  if (Array.isArray(list) && list.length > 0) setAt(list, Math.floor(random() * list.length), value);
}

/** Also where a getter stands. */
function setAt(list, at, value) {
  Object.defineProperty(list, at, { value, writable: true, configurable: true, enumerable: true });
}

/** A copy of a list in which an element is computed when it is read. */
function withGetter(list, at, get) {
  return Object.defineProperty([...list], at, { get, configurable: true });
}

function remove(list, random) {
  if (Array.isArray(list)) list.splice(Math.floor(random() * list.length), 1);
}

function checkGuards(bytes, call) {
  if (bytes.length === 0) return;
  const isWhole = (part) => part.every((byte) => byte === GUARD_BYTE);
  if (!isWhole(bytes.subarray(0, GUARD)) || !isWhole(bytes.subarray(bytes.length - GUARD))) {
    throw new Error(`call ${call} wrote outside its arrays`);
  }
}

function pick(random, list) {
  return list[Math.floor(random() * list.length)];
}

/** Numbers in [0, 1): "mulberry32" (Tommy Ettinger, 2017). */
function createRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let h = Math.imul(state ^ (state >>> 15), state | 1);
    h ^= h + Math.imul(h ^ (h >>> 7), h | 61);
    return ((h ^ (h >>> 14)) >>> 0) / 2 ** 32;
  };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [, , path, seed, numCalls, table] = process.argv;
  const addon = createRequire(import.meta.url)(path);
  addon.setNumThreads(2);
  console.log(JSON.stringify(fuzzArguments(addon.run, JSON.parse(table), Number(seed), Number(numCalls))));
}
