// The page on a phone, and by keyboard. A frame is as wide as the phone; what the page may load and run holds in it too.

import { findChromium, runPage } from "@newsclf-internal/chromium";
import { describe, expect, test } from "vitest";
import { type Report, renderReport } from "../../src/index.ts";
import { createFullReport, createReport } from "./_reports.ts";

const CHROMIUM = findChromium();

/** What a narrow page is like. */
interface Seen {
  /** Units that the page is wider than its frame. */
  readonly overflow: number;
  /** Elements that scroll sideways and cannot be reached by keyboard. */
  readonly unreachable: readonly string[];
  /** Elements that do something and cannot have the focus, or show nothing of it. */
  readonly unfocusable: readonly string[];
  /** Levels of the headings, in their order. */
  readonly headings: readonly number[];
  readonly duplicateIds: readonly string[];
  /** Told by the style of the page, which its policy must let through. */
  readonly background: string;
}

async function look(report: Report): Promise<Seen> {
  const script = `
    const frame = document.createElement("iframe");
    frame.style = "width: 390px; height: 844px; border: 0";
    frame.srcdoc = ${JSON.stringify(renderReport(report))};
    frame.onload = () => {
      const page = frame.contentDocument;
      const styleOf = (element) => frame.contentWindow.getComputedStyle(element);
      const find = (selector) => [...page.querySelectorAll(selector)];
      const name = ({ tagName, className }) => tagName + "." + (className.baseVal ?? className);
      for (const details of find("details")) details.open = true;
      const scrolls = (element) =>
        element.clientWidth > 0 && element.scrollWidth > element.clientWidth && styleOf(element).overflowX === "auto";
      const hidesFocus = (element) => {
        element.focus({ focusVisible: true });
        return page.activeElement !== element || styleOf(element).outlineStyle === "none";
      };
      const ids = find("[id]").map(({ id }) => id);
      document.body.textContent = JSON.stringify({
        overflow: page.documentElement.scrollWidth - page.documentElement.clientWidth,
        unreachable: find("body *").filter((element) => scrolls(element) && element.tabIndex < 0).map(name),
        unfocusable: find("a, summary, [tabindex='0']").filter(hidesFocus).map(name),
        headings: find("h1, h2, h3").map(({ tagName }) => Number(tagName[1])),
        duplicateIds: ids.filter((id, i) => ids.indexOf(id) !== i),
        background: styleOf(page.body).backgroundColor,
      });
    };
    document.body.append(frame);
  `;
  return (await runPage(CHROMIUM!, { script, folders: {} })) as Seen;
}

describe.runIf(CHROMIUM)("in Chromium, on a phone", { timeout: 120_000 }, () => {
  test.each([
    ["everything", createFullReport(200)],
    ["endless words", createReport(["x".repeat(500), "y".repeat(500)], ["z".repeat(10_000), ""])],
    ["many classes", createReport(Array.from({ length: 30 }, (_, c) => `a class with a long name ${c}`))],
  ])("a page of %s fits, is reached by keyboard and has its headings in order", async (_, report) => {
    const seen = await look(report);

    expect(seen).toMatchObject({ overflow: 0, unreachable: [], unfocusable: [], duplicateIds: [] });
    expect(seen.background).toMatch(/^rgb\((252, 252, 251|23, 23, 22)\)$/);
    expect(seen.headings[0]).toBe(1);
    for (const [i, level] of seen.headings.entries())
      expect(level).toBeLessThanOrEqual((seen.headings[i - 1] ?? 0) + 1);
  });
});
