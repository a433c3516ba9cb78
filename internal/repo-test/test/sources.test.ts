import { posix } from "node:path";
import { describe, expect, test } from "vitest";
import { linesWith } from "../src/find-lines.ts";
import { loadBundledPackages, loadPublishedPackages } from "../src/published-package.ts";

const MAX_LINES = 300;

/** Beside the entries; a folder with more ideas gets folders for them. */
const MAX_FILES = 15;
const IS_ENTRY = /\/src\/(?:index|node)\.ts$/u;

/** The log of a run has times, and who is silent for too long is known by a clock. */
const CLOCKS = ["packages/classifier/src/node/run-folder/run-outputs.ts", "packages/mpi/src/watchdog-worker.ts"];

const published = loadPublishedPackages();
const bundled = loadBundledPackages();

describe.each([...published, ...bundled])("$folder", ({ sources }) => {
  test(`has no file over ${MAX_LINES} lines`, () => {
    expect(sources.filter(({ text }) => countLines(text) > MAX_LINES).map(({ path }) => path)).toEqual([]);
  });

  test(`has no folder of more than ${MAX_FILES} files`, () => {
    const folders = sources.filter(({ path }) => !IS_ENTRY.test(path)).map(({ path }) => posix.dirname(path));
    const tooFull = [...new Set(folders)].filter((folder) => folders.filter((f) => f === folder).length > MAX_FILES);

    expect(tooFull).toEqual([]);
  });
});

const libraries = [...published.filter(({ folder }) => folder.startsWith("packages/")), ...bundled];

describe.each(libraries)("$folder", ({ sources }) => {
  test("takes chance from its caller", () => {
    expect(linesWith(/Math\.random/u, sources)).toEqual([]);
  });

  test("takes the time from its caller", () => {
    const others = sources.filter(({ path }) => !CLOCKS.includes(path));

    expect(linesWith(/Date\.now|performance\.now|new Date\(\)/u, others)).toEqual([]);
  });

  test("prints nothing", () => {
    expect(linesWith(/console\./u, sources)).toEqual([]);
  });
});

function countLines(text: string): number {
  return text.trimEnd().split("\n").length;
}
