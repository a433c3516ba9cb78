// README.md of a Hugging Face repository: front matter that the hub reads, and sections for people.

import type { LstmPart, TrainedModel } from "@newsclf/model";
import { renderFrontMatter } from "./front-matter.ts";
import { escapeMarkdown, table } from "./markdown.ts";
import type { ModelCard } from "./model-card.ts";
import { calibrationSection, dataSection, resultsSection, settingsSection } from "./run-sections.ts";
import { snippets } from "./snippets.ts";

/** The others stand in config.json. */
const MAX_CLASSES = 200;

export function renderCard(model: TrainedModel, lstm: LstmPart, card: ModelCard): string {
  const { name = "newsclf-model", run } = card;
  const { classNames, thresholds } = model;
  const several = thresholds ? "each text has any number of them" : "each text has one of them";
  const sections = [
    `# ${escapeMarkdown(name)}`,
    `A text classifier with ${classNames.length} classes (${several}): an LSTM over words, trained with [newsclf](https://github.com/newsclf/newsclf).`,
    `## Use\n\n${snippets(model, lstm)}`,
    `## Classes\n\n${classTable(model)}`,
    ...(run ? [resultsSection(run), dataSection(run), calibrationSection(run), settingsSection(run)] : []),
    `## Limits\n\n${limits(model, lstm)}`,
  ];
  const body = sections.filter((section) => section !== undefined).join("\n\n");
  return `${renderFrontMatter(name, card)}\n\n${body}\n`;
}

function classTable({ classNames, thresholds }: TrainedModel): string {
  const rows = classNames
    .slice(0, MAX_CLASSES)
    .map((name, id) => [String(id), name, ...(thresholds ? [String(thresholds[id])] : [])]);
  const more = classNames.length > MAX_CLASSES ? `\n\nand ${classNames.length - MAX_CLASSES} more: config.json` : "";
  return table(["id", "class", ...(thresholds ? ["given from this probability"] : [])], rows) + more;
}

function limits({ thresholds, abstainBelow }: TrainedModel, { maxLength, readPadding, classifier }: LstmPart): string {
  const { vocabSize } = classifier.config;
  const lines = [
    `It knows ${vocabSize - 2} words; all others are one and the same to it. It reads the first ${maxLength} of a text.`,
    ...(thresholds
      ? []
      : ["It gives every text a class, also those that are of none, and those in a language that it has never seen."]),
    "Its scores are those of texts from the same source as its training texts; elsewhere it may be worse, and as sure of itself.",
    ...(thresholds
      ? ["A class is given from its threshold on (`thresholds` in config.json), which a pipeline does not look at."]
      : []),
    ...(abstainBelow === undefined
      ? []
      : [
          `It was made to give no answer where the best class is less probable than ${abstainBelow} (\`abstain_below\` in config.json), which a pipeline does not look at.`,
        ]),
    ...(readPadding
      ? [`It reads each text as ${maxLength} tokens, padding included; \`model.onnx\` adds the padding.`]
      : []),
    "`model_type` in config.json is `bert` because tools choose an adapter by it; this is no BERT, and Python's `transformers` cannot load `model.safetensors`: use `onnx/model.onnx` as above.",
  ];
  return lines.map((line) => `- ${line}`).join("\n");
}
