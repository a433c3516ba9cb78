// Lines of code that hold something; comments may.

import type { SourceFile } from "./published-package.ts";

/** `path:line` of each. */
export function linesWith(pattern: RegExp, sources: readonly SourceFile[]): string[] {
  return sources.flatMap(({ path, text }) =>
    text.split("\n").flatMap((line, index) => {
      const isComment = /^\s*(?:\/\/|\/?\*)/u.test(line);
      return !isComment && pattern.test(line) ? [`${path}:${index + 1}`] : [];
    }),
  );
}
