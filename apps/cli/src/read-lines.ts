// A stream of bytes as lines of text, as soon as they come.

import { UsageError } from "./print-error.ts";

/**
 * Gives all complete lines of each chunk, without their line ends and without a byte order mark.
 *
 * @param encoding - Default UTF-8.
 * @throws UsageError `CSV_UTF8` where the bytes are not of that encoding.
 */
export async function* readLines(stream: AsyncIterable<Uint8Array>, encoding = "utf-8"): AsyncGenerator<string[]> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let numLines = 0;
  let rest = "";
  const decode = (chunk?: Uint8Array): string => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      const place = `stdin, after line ${numLines}`;
      throw new UsageError("CSV_UTF8", `not valid ${decoder.encoding.toUpperCase()}`, "--encoding latin1", place);
    }
  };
  for await (const chunk of stream) {
    const lines = (rest + decode(chunk)).split("\n");
    rest = lines.pop()!;
    numLines += lines.length;
    if (lines.length > 0) yield lines.map((line) => line.replace(/\r$/, ""));
  }
  rest += decode();
  if (rest !== "") yield [rest.replace(/\r$/, "")];
}
