// A stream of bytes as lines of text, as soon as they come.

import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";

/**
 * Gives all complete lines of each chunk, without their line ends and without a byte order mark.
 *
 * @param encoding - Default UTF-8.
 * @throws NewsclfError `CSV_UTF8` where the bytes are not of that encoding.
 */
export async function* readLines(stream: AsyncIterable<Uint8Array>, encoding = "utf-8"): AsyncGenerator<string[]> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let numLines = 0;
  let rest = "";
  const decode = (chunk?: Uint8Array): string => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      throw new NewsclfError("CSV_UTF8", `not valid ${decoder.encoding.toUpperCase()}`, {
        place: `stdin, after line ${numLines}`,
        fix: sentence`${setting("encoding", "latin1")}`,
      });
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
