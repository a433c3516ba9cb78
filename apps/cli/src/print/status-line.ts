// One line on stderr that says how far a long step is: a bar in a terminal, a plain line every ten seconds elsewhere.

import type { Progress } from "@newsclf/classifier/node";
import { drawBar, fitTo } from "./progress.ts";

const REDRAW_MS = 100;
/** For logs: rare enough to stay readable. */
const LINE_MS = 10_000;

export interface StatusLine {
  /** Shows `reading news.csv ████░░ 45 %`, or the step alone where the total is unknown. Mostly does nothing. */
  show(progress: Progress): void;
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
  let current = "";
  const draw = (text: string): void => {
    stream.write(`\r\u001b[2K${fitTo(stream, [text])}`);
    isDirty = true;
  };
  return {
    show({ step, done, total }) {
      const time = now();
      // Of a step that takes no time nothing is shown.
      if (step !== current) [current, shownAt] = [step, time];
      // A step of unknown length is shown when it begins: nobody knows whether there will be more to tell.
      const isStart = stream.isTTY && done === 0 && total === undefined;
      if (!isStart && time - shownAt < (stream.isTTY ? REDRAW_MS : LINE_MS)) return;
      shownAt = time;
      // A file may grow while it is read.
      const fraction = total === undefined ? undefined : Math.min(1, done / Math.max(1, total));
      const percent = fraction === undefined ? "" : ` ${Math.floor(100 * fraction)} %`;
      if (!stream.isTTY) stream.write(`${step}${percent}\n`);
      else draw(fraction === undefined ? step : `${step} ${drawBar(fraction)}${percent}`);
    },
    clear() {
      if (isDirty) stream.write("\r\u001b[2K");
      isDirty = false;
    },
  };
}
