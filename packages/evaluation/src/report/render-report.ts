// The result of a run as one self-contained page.

import { fixed, percent } from "./format.ts";
import { html, type Markup, shorten } from "./html.ts";
import { page } from "./page.ts";
import type { Report } from "./report.ts";
import { classes } from "./sections/classes.ts";
import { comparison } from "./sections/comparison.ts";
import { confusion } from "./sections/confusion.ts";
import { coverage } from "./sections/coverage.ts";
import { dataChecks } from "./sections/data-checks.ts";
import { errors } from "./sections/errors.ts";
import { learningCurves } from "./sections/learning-curves.ts";
import { learningRate } from "./sections/learning-rate.ts";
import { lengths } from "./sections/lengths.ts";
import { metrics } from "./sections/metrics.ts";
import { reliability } from "./sections/reliability.ts";
import { type CreateSection, renderContents, renderSection } from "./sections/section.ts";
import { settings } from "./sections/settings.ts";

/** In the order of the page: how good, where wrong, how it came about. */
const SECTIONS: readonly CreateSection[] = [
  ...[comparison, classes, confusion, errors, reliability, coverage, lengths, metrics],
  ...[learningCurves, learningRate, dataChecks, settings],
];

/** Of a class's name. */
const MAX_CHARACTERS = 80;

export function renderReport(given: Report): string {
  const classNames = given.predictions.classNames.map((name) => shorten(name, MAX_CHARACTERS));
  const report = { ...given, predictions: { ...given.predictions, classNames } };
  const { title, verdict, evaluation } = report;
  const sections = SECTIONS.flatMap((create) => create(report) ?? []);
  return page(
    title,
    html`<a class="skip" href="#result">Skip to the result</a>
<header>
<h1>${title}</h1>
${renderContents(sections)}
</header>
<main id="result" tabindex="-1">
${keyNumbers(evaluation)}
<div class="verdict">${verdict.map((paragraph) => html`<p>${paragraph.replaceAll(" %", "\u00a0%")}</p>`)}</div>
${sections.map(renderSection)}
</main>`,
  );
}

function keyNumbers(evaluation: Report["evaluation"]): Markup {
  const { accuracy, accuracyInterval, macroF1, microF1, hammingLoss, loss, majorityRate } = evaluation;
  const isOfSets = hammingLoss !== undefined;
  const tile = (name: string, value: string, note?: string): Markup =>
    html`<div><dt>${name}</dt><dd><strong>${value}</strong>${note === undefined ? undefined : html`<small>${note}</small>`}</dd></div>`;
  return html`<dl class="tiles">
${tile(isOfSets ? "subset accuracy" : "accuracy", percent(accuracy), accuracyInterval.map((bound) => percent(bound)).join(" to "))}
${microF1 === undefined ? undefined : tile("micro F1", fixed(microF1, 3))}
${tile("macro F1", fixed(macroF1, 3))}
${isOfSets ? tile("Hamming loss", fixed(hammingLoss, 4)) : undefined}
${tile("loss", fixed(loss, 4))}
${tile(isOfSets ? "most frequent labels" : "most frequent class", percent(majorityRate), `accuracy of always answering ${isOfSets ? "them" : "it"}`)}
</dl>`;
}
