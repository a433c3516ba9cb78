import { expect, test } from "vitest";
import { createStatusLine } from "../../src/print/status-line.ts";

/** What a stream gets while `run` moves the clock. */
function record(isTTY: boolean, run: (line: ReturnType<typeof createStatusLine>, wait: (ms: number) => void) => void) {
  const written: string[] = [];
  let time = 0;
  const stream = { isTTY, columns: 80, write: (text: string) => written.push(text) > 0 };
  const line = createStatusLine(stream as unknown as NodeJS.WriteStream, () => time);
  run(line, (ms) => {
    time += ms;
  });
  return written;
}

test("draws a bar in a terminal and leaves nothing of it", () => {
  const written = record(true, (line, wait) => {
    line.show({ step: "reading a.csv", done: 1, total: 100 });
    wait(100);
    line.show({ step: "reading a.csv", done: 50, total: 100 });
    line.clear();
  });

  expect(written).toEqual([`\r\u001b[2Kreading a.csv ${"█".repeat(12)}${"░".repeat(12)} 50 %`, "\r\u001b[2K"]);
});

test("draws at most ten times a second", () => {
  const written = record(true, (line, wait) => {
    for (let done = 0; done < 1000; done++) {
      line.show({ step: "reading", done: done, total: 1000 });
      wait(1);
    }
  });

  expect(written).toHaveLength(9);
});

test("shows the label alone where the total is unknown", () => {
  const written = record(true, (line, wait) => {
    line.show({ step: "reading stdin", done: 5, total: undefined });
    wait(100);
    line.show({ step: "reading stdin", done: 9, total: undefined });
  });

  expect(written).toEqual(["\r\u001b[2Kreading stdin"]);
});

test("writes a line every ten seconds where there is no terminal", () => {
  const written = record(false, (line, wait) => {
    line.show({ step: "checking", done: 0, total: undefined });
    for (let done = 0; done <= 25; done++) {
      line.show({ step: "reading a.csv", done: done, total: 25 });
      wait(1000);
    }
    line.clear();
  });

  expect(written).toEqual(["reading a.csv 40 %\n", "reading a.csv 80 %\n"]);
});

test("shows a step of unknown length at once", () => {
  const written = record(true, (line) => line.show({ step: "checking", done: 0, total: undefined }));

  expect(written).toEqual(["\r\u001b[2Kchecking"]);
});

test("shows nothing of steps that take no time, however long the others took", () => {
  const written = record(false, (line, wait) => {
    line.show({ step: "reading", done: 1, total: 2 });
    wait(60_000);
    line.show({ step: "tokenising", done: 0, total: 2 });
    line.show({ step: "tokenising", done: 1, total: 2 });
  });

  expect(written).toEqual([]);
});
