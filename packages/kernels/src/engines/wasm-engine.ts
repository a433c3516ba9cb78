// The engine as WebAssembly: one shared memory for tensors, the stacks of the threads and working memory.

import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import type { Engine, Values } from "./engine.ts";
import { type Block, Heap, type Slab } from "./heap.ts";
import { operationNumber } from "./operations.ts";
import type { WasmIsa } from "./wasm-isa.ts";

/** What a worker needs to become a thread of the engine; see `serve`. */
export interface WasmThread {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly stackEnd: number;
}

/** Exports of cpp/wasm/threads.cpp. */
interface WasmExports {
  readonly __heap_base: WebAssembly.Global;
  readonly __stack_pointer: WebAssembly.Global;
  run(operation: number, buffers: number, numBuffers: number, scalars: number, numScalars: number): number;
  setNumThreads(numThreads: number): void;
  serve(): void;
}

const PAGE = 65536;
const STACK_SIZE = 2 ** 18;
const MAX_ARGUMENTS = 16;
/** Bytes of `Buffer` in cpp/args.h. */
const BUFFER_SIZE = 24;

/**
 * @param isa - What the module was compiled for.
 * @param startThread - Starts a worker that calls `serve`, or throws. One that never comes is not waited for.
 */
export function createWasmEngine(
  module: WebAssembly.Module,
  isa: WasmIsa,
  startThread: (thread: WasmThread) => void,
): Engine {
  const memory = createMemory();
  let scratch: Block | undefined;
  /** Why there is no working memory; C++ cannot throw it. */
  let noScratch: unknown;
  const allocateScratch = (bytes: number): number => {
    if (scratch === undefined || scratch.end - scratch.begin < bytes) {
      if (scratch) heap.free(scratch);
      scratch = undefined;
      try {
        // A little more than asked for, so that batches of varying length do not move it each time.
        scratch = heap.allocate(bytes * 1.25);
      } catch (error) {
        noScratch = error;
        return 0;
      }
    }
    return scratch.begin;
  };
  const exports = instantiate(module, memory, allocateScratch);
  // A buffer of a shared memory stays valid when the memory grows, but ends where the memory ended.
  const slab: { buffer: ArrayBufferLike } & Slab = { buffer: memory.buffer };
  const ownBuffers = new WeakSet([slab.buffer]);
  const heap = new Heap((bytes) => {
    const begin = memory.buffer.byteLength;
    try {
      memory.grow(Math.ceil(bytes / PAGE));
    } catch (cause) {
      throw outOfMemory(bytes, begin, cause);
    }
    slab.buffer = memory.buffer;
    ownBuffers.add(slab.buffer);
    return { slab, begin, end: memory.buffer.byteLength };
  });
  heap.free({ slab, begin: Math.ceil(exports.__heap_base.value / 64) * 64, end: memory.buffer.byteLength });
  const args = heap.allocate(MAX_ARGUMENTS * (BUFFER_SIZE + 8));
  let numThreads = 1;
  let numStarted = 1;

  return {
    kind: "wasm",
    isa,
    copiesInputs: true,
    heap,
    get numThreads() {
      return numThreads;
    },
    set numThreads(wanted) {
      if (!(Number.isInteger(wanted) && wanted >= 1 && wanted <= 64)) {
        throw new RangeError(`setNumThreads: expected an integer in 1..64, got ${wanted}`);
      }
      for (; numStarted < wanted; numStarted++) {
        const stack = heap.allocate(STACK_SIZE);
        try {
          startThread({ module, memory, stackEnd: stack.end });
        } catch {
          // The surroundings give no more: fewer do the same work.
          heap.free(stack);
          break;
        }
      }
      numThreads = Math.min(wanted, numStarted);
      exports.setNumThreads(numThreads);
    },
    run(operation, buffers, scalars) {
      const number = operationNumber.get(operation);
      if (number === undefined) throw new TypeError(`run: unknown operation "${String(operation)}"`);
      // Read once: a list may hold getters.
      const [arrays, numbers] = [[...buffers], [...scalars]];
      if (arrays.length > MAX_ARGUMENTS || numbers.length > MAX_ARGUMENTS) {
        throw new RangeError(`run: expected at most ${MAX_ARGUMENTS} arrays and ${MAX_ARGUMENTS} numbers`);
      }
      const kinds = arrays.map(kindOf);
      if (!numbers.every((value) => typeof value === "number")) throw new TypeError("run: expected numbers");
      const copies: Block[] = [];
      try {
        const addresses = arrays.map((values) => {
          if (ownBuffers.has(values.buffer)) return values.byteOffset;
          const copy = heap.allocate(values.byteLength);
          copies.push(copy);
          new Uint8Array(slab.buffer, copy.begin, values.byteLength).set(
            new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
          );
          return copy.begin;
        });
        const view = new DataView(slab.buffer);
        arrays.forEach((values, i) => {
          const at = args.begin + i * BUFFER_SIZE;
          view.setUint32(at, addresses[i]!, true);
          view.setFloat64(at + 8, values.length, true);
          view.setInt32(at + 16, kinds[i]!, true);
        });
        const scalarsAt = args.begin + MAX_ARGUMENTS * BUFFER_SIZE;
        numbers.forEach((value, i) => {
          view.setFloat64(scalarsAt + i * 8, value, true);
        });
        noScratch = undefined;
        const problem = exports.run(number, args.begin, arrays.length, scalarsAt, numbers.length) >>> 0;
        if (problem !== 0) throw noScratch ?? new RangeError(readText(slab.buffer, problem));
      } finally {
        for (const copy of copies) heap.free(copy);
      }
    },
  };
}

/** The life of a worker: runs parts of operations until the process ends. Never returns. */
export function serve({ module, memory, stackEnd }: WasmThread): void {
  // Working memory is asked for by the thread that starts an operation, never by a worker.
  const exports = instantiate(module, memory, () => 0);
  exports.__stack_pointer.value = stackEnd;
  exports.serve();
}

function instantiate(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  scratch: (bytes: number) => number,
): WasmExports {
  return new WebAssembly.Instance(module, { env: { memory, scratch } }).exports as unknown as WasmExports;
}

/** As much address space as the surroundings give; phones refuse 4 GiB. */
function createMemory(): WebAssembly.Memory {
  for (let maximum = PAGE; ; maximum /= 2) {
    try {
      return new WebAssembly.Memory({ initial: 64, maximum, shared: true });
    } catch (error) {
      if (maximum <= 4096) throw error;
    }
  }
}

/** Kind in cpp/args.h. By tag, since a prototype can be anything. */
function kindOf(values: Values): number {
  const kind = ["[object Float32Array]", "[object Int32Array]"].indexOf(Object.prototype.toString.call(values));
  if (kind < 0) throw new TypeError("run: expected Float32Arrays or Int32Arrays");
  return kind;
}

function readText(buffer: ArrayBufferLike, address: number): string {
  const bytes = new Uint8Array(buffer, address);
  return String.fromCharCode(...bytes.subarray(0, bytes.indexOf(0)));
}

function outOfMemory(bytes: number, size: number, cause: unknown): NewsclfError {
  const megabytes = (count: number): string => Math.ceil(count / 1e6).toLocaleString("en-US");
  const message = `WebAssembly has no room for ${megabytes(bytes)} MB beside ${megabytes(size)} MB`;
  const fix = sentence`lower ${setting("batchSize")}, ${setting("maxLength")}, ${setting("hiddenSize")} or ${setting("maxVocabSize")}`;
  return new NewsclfError("ENGINE_MEMORY", message, { fix, cause });
}
