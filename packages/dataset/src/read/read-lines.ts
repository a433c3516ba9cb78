// A stream of bytes as lines of text, as soon as they come.

import { TextWindow } from "./bytes/text-window.ts";

const LF = 10;

/**
 * Gives all complete lines of each chunk, without their line ends and without a byte order mark.
 *
 * @param encoding - Default UTF-8.
 * @throws NewsclfError `DATA_UTF8`, `DATA_ENCODING`, `DATA_BINARY` and so on, as for files, after the lines before the bad one.
 */
export async function* readLines(stream: AsyncIterable<Uint8Array>, encoding?: string): AsyncGenerator<string[]> {
  const window = new TextWindow(stream, { name: "stdin", family: "DATA", encoding, headBytes: 1 });
  while (await window.advance()) {
    const { bytes, isLast } = window;
    const end = isLast ? bytes.length : bytes.lastIndexOf(LF) + 1;
    const invalid = window.invalidIn(0, end);
    const good = invalid < 0 ? end : bytes.lastIndexOf(LF, invalid) + 1;
    const lines = splitLines(bytes.toString("utf8", 0, good));
    if (lines.length > 0) yield lines;
    if (invalid >= 0) throw window.describeInvalid(invalid);
    window.position = end;
  }
}

function splitLines(text: string): string[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines.map((line) => line.replace(/\r$/, ""));
}
