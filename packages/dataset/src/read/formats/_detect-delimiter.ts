// Which character separates the columns.

const CANDIDATES = [",", ";", "\t", "|"] as const;
const MAX_LINES = 20;

/** Of a table of one column: what no text has, so that a comma is text. */
export const NO_DELIMITER = "\x1f";

/**
 * The candidate that cuts the most lines into as many fields as the header; between equals, the one that cuts the header most.
 * {@link NO_DELIMITER} when the header has none of them.
 *
 * @param head - The beginning of the text; its last line may be cut off.
 */
export function detectDelimiter(head: string): string {
  const lines = linesOutsideQuotes(head);
  const scores = CANDIDATES.map((delimiter) => {
    const [inHeader = 0, ...others] = lines.map((line) => line.split(delimiter).length - 1);
    return inHeader === 0 ? 0 : 1 + others.filter((count) => count === inHeader).length + inHeader / (head.length + 1);
  });
  const best = Math.max(...scores);
  return best === 0 ? NO_DELIMITER : CANDIDATES[scores.indexOf(best)]!;
}

/** How often `delimiter` stands in the header line, outside quotes. */
export function countInHeader(head: string, delimiter: string): number {
  return (linesOutsideQuotes(head)[0] ?? "").split(delimiter).length - 1;
}

/** That of the first line outside quotes; undefined where there is none yet. */
export function firstLineEnd(head: string): string | undefined {
  return /\r\n|\n|\r/.exec(head.replace(/"[^"]*("|$)/g, ""))?.[0];
}

/** The first lines that are not blank, without what stands in quotes; a line break in quotes ends no line. */
function linesOutsideQuotes(head: string): string[] {
  const lines = head.replace(/"[^"]*("|$)/g, '""').split(/\r\n|\r|\n/);
  const last = lines.pop()!;
  const whole = lines.filter((line) => line.trim() !== "");
  // The last line may be cut off, unless it is all there is.
  return whole.length === 0 ? [last] : whole.slice(0, MAX_LINES);
}
