// One line on stderr that says how far a long step is: a bar in a terminal, a plain line every ten seconds elsewhere.

import { drawBar, fitTo } from "./progress.ts";

const REDRAW_MS = 100;
/** For logs: rare enough to stay readable. */
const LINE_MS = 10_000;

export interface StatusLine {
  /** Shows `reading news.csv ████░░ 45 %`; without `total`, and in a terminal, the label alone. Mostly does nothing. */
  show(label: string, done: number, total: number | undefined): void;
  /** Shows a step of unknown length, at once. */
  announce(label: string): void;
  /** Passes `items` on and shows how many of them have been taken. */
  track<T>(label: string, items: Iterable<T>, total: number): Iterable<T>;
  /** Leaves a terminal as it was. */
  clear(): void;
}

/**
 * @param stream - Where to.
 * @param now - Milliseconds, from any origin.
 */
export function createStatusLine(
  stream: NodeJS.WriteStream = process.stderr,
  now: () => number = () => performance.now(),
): StatusLine {
  let shownAt = now();
  let isDirty = false;
  const draw = (text: string): void => {
    stream.write(`\r\u001b[2K${fitTo(stream, [text])}`);
    isDirty = true;
  };
  const show = (label: string, done: number, total: number | undefined): void => {
    const time = now();
    if (time - shownAt < (stream.isTTY ? REDRAW_MS : LINE_MS)) return;
    shownAt = time;
    // A file may grow while it is read.
    const fraction = total === undefined ? undefined : Math.min(1, done / Math.max(1, total));
    const percent = fraction === undefined ? "" : ` ${Math.floor(100 * fraction)} %`;
    if (!stream.isTTY) stream.write(`${label}${percent}\n`);
    else draw(fraction === undefined ? label : `${label} ${drawBar(fraction)}${percent}`);
  };
  return {
    show,
    announce(label) {
      if (stream.isTTY) draw(label);
    },
    *track(label, items, total) {
      let done = 0;
      for (const item of items) {
        show(label, done++, total);
        yield item;
      }
    },
    clear() {
      if (isDirty) stream.write("\r\u001b[2K");
      isDirty = false;
    },
  };
}
