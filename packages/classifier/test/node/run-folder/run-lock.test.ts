import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { lockRun } from "../../../src/node/run-folder/run-lock.ts";

const NOON = Date.UTC(2030, 0, 2, 12);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lock-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
});
const leave = (text: string): void => writeFileSync(join(folder, "lock"), text);
const heldBy = (pid: number, host = hostname()): string => JSON.stringify({ pid, host, since: "2030-01-01T10:02:00Z" });

test("one process holds a folder, and gives it back", () => {
  const unlock = lockRun(folder, NOON);

  expect(() => lockRun(folder, NOON)).toThrow(`held by pid ${process.pid} since 2030-01-02T12:00:00.000Z`);
  unlock();
  expect(readdirSync(folder)).toEqual([]);
  lockRun(folder, NOON)();
});

test("a process that works in the folder is named, with what to do", () => {
  leave(heldBy(process.ppid));

  expect(() => lockRun(folder, NOON)).toThrow(
    expect.objectContaining({
      ...{ code: "RUN_LOCKED", place: folder, fix: "wait for it, or end it" },
      message: `held by pid ${process.ppid} since 2030-01-01T10:02:00Z`,
    }),
  );
});

test("the lock of a process that is no more is taken over", async () => {
  const child = spawn(process.execPath, ["-e", ""]);
  await once(child, "exit");
  leave(heldBy(child.pid!));

  lockRun(folder, NOON)();
  expect(readdirSync(folder)).toEqual([]);
});

test("a lock that a power cut has torn is nobody's", () => {
  leave('{"pid":1');

  lockRun(folder, NOON)();
  expect(readdirSync(folder)).toEqual([]);
});

test("what another machine does cannot be known", () => {
  leave(heldBy(1, "elsewhere"));

  expect(() => lockRun(folder, NOON)).toThrow("held by pid 1 on elsewhere since 2030-01-01T10:02:00Z");
  expect(readdirSync(folder)).toEqual(["lock"]);
});
