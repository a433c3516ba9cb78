// Errors as the page shows them. Settings go by their names, which stand beside the page's own words for them.

import { NewsclfError } from "@newsclf/classifier";
import type { Problem } from "../protocol.ts";

/** @param signal - Of the call that failed. */
export function describeProblem(error: unknown, signal: AbortSignal): Problem {
  if (signal.aborted && error === signal.reason) {
    return { code: "STOPPED", message: "Stopped before any part of the model was whole: nothing is kept." };
  }
  if (error instanceof NewsclfError) {
    const { code, message, place, excerpt, fix, more } = error;
    return { code, message, place, excerpt, fix, more };
  }
  // Files that were changed or taken away after they were chosen.
  if (error instanceof DOMException) {
    return { code: "FILE_ACCESS", message: error.message, fix: "choose the file again" };
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    code: "INTERNAL",
    message: "This is a defect of newsclf; please report it with the lines below.",
    excerpt: text,
  };
}
