import { describe, expect, test } from "vitest";
import { loadPublishedPackages, type SourceFile } from "../src/published-package.ts";

const MAX_LINES = 300;

const libraries = loadPublishedPackages().filter(({ folder }) => folder.startsWith("packages/"));

describe.each(libraries)("$folder", ({ sources }) => {
  test(`has no file over ${MAX_LINES} lines`, () => {
    expect(sources.filter(({ text }) => countLines(text) > MAX_LINES).map(({ path }) => path)).toEqual([]);
  });

  test("takes chance from its caller", () => {
    expect(linesWith("Math.random(", sources)).toEqual([]);
  });

  test("takes the time from its caller", () => {
    expect([...linesWith("Date.now(", sources), ...linesWith("performance.now(", sources)]).toEqual([]);
  });

  test("prints nothing", () => {
    expect(linesWith("console.", sources)).toEqual([]);
  });
});

function countLines(text: string): number {
  return text.trimEnd().split("\n").length;
}

/** `path:line` of code that holds `words`; comments may. */
function linesWith(words: string, sources: readonly SourceFile[]): string[] {
  return sources.flatMap(({ path, text }) =>
    text.split("\n").flatMap((line, index) => {
      const isComment = /^\s*(?:\/\/|\/?\*)/u.test(line);
      return !isComment && line.includes(words) ? [`${path}:${index + 1}`] : [];
    }),
  );
}
