// The order of signals, in this process: what a run does at them is in stop.test.ts.

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Stop, stopOnSignal } from "../src/commands/_stop-on-signal.ts";

let said: string[];
let stop: Stop;
let controller: AbortController;
const exit = vi.spyOn(process, "exit").mockImplementation((() => {}) as never);
const onEnd = vi.fn();

beforeEach(() => {
  said = [];
  controller = new AbortController();
  stop = stopOnSignal(controller, (text) => said.push(text), "stopping", onEnd);
});
afterEach(() => {
  stop.release();
  vi.clearAllMocks();
});

test("the first signal lets the batch end, the second ends the process", () => {
  process.emit("SIGINT", "SIGINT");
  expect([controller.signal.aborted, said, exit.mock.calls]).toEqual([true, ["\nstopping"], []]);
  process.emit("SIGINT", "SIGINT");

  expect(onEnd).toHaveBeenCalledOnce();
  expect(exit.mock.calls).toEqual([[130]]);
});

test("while the model is written, signals wait until it is whole", () => {
  process.emit("SIGINT", "SIGINT");
  stop.hold();
  process.emit("SIGINT", "SIGINT");
  process.emit("SIGTERM", "SIGTERM");
  expect([exit.mock.calls, onEnd.mock.calls]).toEqual([[], []]);
  stop.endWith("stopped; the model is there");

  expect(said).toEqual(["\nstopping", "\nstopped; the model is there"]);
  expect(exit.mock.calls).toEqual([[143]]);
});

test("once it is written, the first signal ends the process", () => {
  stop.hold();
  stop.endWith("stopped; the model is there");
  expect(exit).not.toHaveBeenCalled();
  process.emit("SIGHUP", "SIGHUP");

  expect(exit.mock.calls).toEqual([[129]]);
});
