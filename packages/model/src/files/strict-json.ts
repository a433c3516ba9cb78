// JSON for files that come from elsewhere: JSON.parse keeps the last of two equal keys and recurses without a limit.

const MAX_DEPTH = 32;

/**
 * Parses one JSON value.
 *
 * @throws SyntaxError also for duplicate keys and for more than 32 levels.
 */
export function parseStrictJson(text: string): unknown {
  checkKeys(text);
  return JSON.parse(text);
}

/** A loop that leaps over strings: a tokenizer has tens of thousands of keys, and most processes read just one. */
function checkKeys(text: string): void {
  // Keys of each open object; undefined for an open array.
  const open: (Set<string> | undefined)[] = [];
  let lastString = "";
  for (let i = 0; i < text.length; i++) {
    switch (text[i]) {
      case "{":
      case "[":
        if (open.push(text[i] === "{" ? new Set() : undefined) > MAX_DEPTH) {
          throw new SyntaxError(`more than ${MAX_DEPTH} levels at character ${i}`);
        }
        break;
      case "}":
      case "]":
        open.pop();
        break;
      case '"': {
        const end = endOfString(text, i);
        if (end < 0) return;
        lastString = text.slice(i, end);
        i = end - 1;
        break;
      }
      case ":": {
        const key = lastString.includes("\\") ? spelledShort(lastString) : lastString;
        const keys = open.at(-1);
        if (keys?.has(key)) throw new SyntaxError(`duplicate key ${key} at character ${i}`);
        keys?.add(key);
      }
    }
  }
}

/** After the closing quote; -1 if there is none. @param start - Of the opening one. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text[end - 1 - escapes] === "\\") escapes++;
    if (escapes % 2 === 0) return end + 1;
  }
  return -1;
}

/** The shortest way to write the same string. */
function spelledShort(string: string): string {
  return JSON.stringify(JSON.parse(string));
}
