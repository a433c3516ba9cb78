// newsclf explain: which words of a text moved the model's answer.

import {
  type ExplainOptions,
  type Explanation,
  type GivenSettings,
  loadClassifier,
  resolveSettings,
} from "@newsclf/classifier/node";
import { readLines } from "@newsclf/dataset/node";
import { saveExplanations } from "@newsclf/evaluation/node";
import { describeExplanation } from "../print/explanation.ts";
import { selectEngine } from "./_engine.ts";
import { newFile } from "./_new-file.ts";
import { typedIn } from "./_typed-in.ts";

export interface ExplainCommand extends ExplainOptions {
  readonly model: string;
  readonly settings: GivenSettings;
  /** A page of all texts, besides. */
  readonly html?: string;
  readonly json?: boolean;
}

export async function explain(texts: readonly string[], command: ExplainCommand): Promise<void> {
  const { model, html, json, label, method } = command;
  const page = html === undefined ? undefined : newFile(html, "html");
  await selectEngine(resolveSettings(command.settings));
  const classifier = await loadClassifier(model, typedIn());
  const explained: Explanation[] = [];
  const tell = async (text: string): Promise<void> => {
    const explanation = await classifier.explain(text, { label, method });
    if (page !== undefined) explained.push(explanation);
    const hasColours = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
    const lines = json ? [JSON.stringify({ text, ...explanation })] : describeExplanation(explanation, hasColours);
    process.stdout.write(`${lines.join("\n")}\n`);
  };
  for (const text of texts) await tell(text);
  if (texts.length === 0) {
    if (process.stdin.isTTY) process.stderr.write("a text a line; end with Ctrl-D\n");
    for await (const block of readLines(process.stdin)) for (const text of block) await tell(text);
  }
  if (page !== undefined) {
    const shown = explained.map(({ words, ...rest }) => ({
      ...rest,
      words: words.map(({ word, space, effect }) => ({ word: word + space, effect })),
    }));
    await saveExplanations(page, "newsclf: what moved the answers", shown);
  }
}
