// JSON for files that come from elsewhere: JSON.parse keeps the last of two equal keys and recurses without a limit.

const MAX_DEPTH = 32;

/**
 * Parses one JSON value.
 *
 * @throws SyntaxError also for duplicate keys and for more than 32 levels.
 */
export function parseStrictJson(text: string): unknown {
  // Keys of each open object; undefined for an open array.
  const open: (Set<string> | undefined)[] = [];
  let lastString = "";
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]:]/g)) {
    if (token === "{" || token === "[") {
      if (open.push(token === "{" ? new Set() : undefined) > MAX_DEPTH) {
        throw new SyntaxError(`more than ${MAX_DEPTH} levels at character ${index}`);
      }
    } else if (token === "}" || token === "]") open.pop();
    else if (token === ":") {
      const keys = open.at(-1);
      if (keys?.has(lastString)) throw new SyntaxError(`duplicate key ${lastString} at character ${index}`);
      keys?.add(lastString);
    } else lastString = JSON.stringify(JSON.parse(token));
  }
  return JSON.parse(text);
}
