// Progress as messages, not more of them than a page can draw.

import type { OnProgress } from "@newsclf/classifier";
import type { Tell } from "../protocol.ts";

const INTERVAL_MS = 100;

/** A new step is told of at once. */
export function reportProgress(tell: Tell): OnProgress {
  let [last, toldAt] = ["", 0];
  return ({ step, done, total }) => {
    const now = performance.now();
    if (step === last && now - toldAt < INTERVAL_MS) return;
    [last, toldAt] = [step, now];
    tell({ kind: "progress", step, done, total });
  };
}
