// Errors: what is wrong, where, and what to do about it.

import type { Problem } from "../protocol.ts";
import { WorkerProblem } from "./ask-worker.ts";
import { h } from "./dom.ts";

export function problemOf(error: unknown): Problem {
  if (error instanceof WorkerProblem) return error.problem;
  const excerpt = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: "INTERNAL", message: "This is a defect of newsclf; please report it with the lines below.", excerpt };
}

/** Read out at once. */
export function problemBox({ code, message, place, excerpt, fix, more }: Problem): HTMLElement {
  const isStop = code === "STOPPED";
  return h(
    "div",
    { class: isStop ? "note" : "problem", role: isStop ? "status" : "alert" },
    h("p", { dir: "auto" }, h("strong", {}, place === undefined ? "" : `${place}: `), message),
    excerpt !== undefined && h("pre", { dir: "auto", tabindex: 0 }, excerpt),
    fix !== undefined && h("p", { dir: "auto" }, h("strong", {}, "What to do: "), fix),
    more !== undefined && more > 0 && h("p", {}, `and ${more < 20 ? "" : "at least "}${more} more`),
    !isStop && h("p", { class: "code" }, h("code", {}, code)),
  );
}
