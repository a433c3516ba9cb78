// A model for stock TensorFlow.js, which runs it without newsclf.

import { encodeModel, type TrainedModel } from "@newsclf/model";

/** What a model folder has of it. */
const FILES = ["model.json", "weights.bin", "tokenizer.json", "config.json"];

/** By itself: a line of code here is no import of this file. */
const IMPORT = 'import * as tf from "@tensorflow/tfjs";';

/**
 * `model.json` and `weights.bin`, which `tf.loadLayersModel` reads, `tokenizer.json`, `config.json` with the class names, and a README
 * that says what goes in and comes out.
 *
 * @throws RangeError for a model without a part.
 */
export async function tfjsFiles(model: TrainedModel): Promise<Map<string, Uint8Array>> {
  const files = await encodeModel(model);
  const named = FILES.flatMap((name) => {
    const bytes = files.get(name);
    return bytes ? [[name, bytes] as const] : [];
  });
  return new Map([["README.md", new TextEncoder().encode(readme(model))], ...named]);
}

function readme({ lstm, ngrams, thresholds }: TrainedModel): string {
  const inputs = [
    ...(lstm ? [tokenInput(lstm)] : []),
    ...(ngrams
      ? [
          "`ngram_ids` (int32) and `ngram_values` (float32), `[batch, ngrams]`: the rows of `features.rows(texts)` of `@newsclf/model`, " +
            `each followed by the id ${ngrams.features.size} with the value 1, which is the bias, and filled up with zeros.`,
        ]
      : []),
  ];
  const output = thresholds
    ? "the probability of each class, `[batch, classes]`; a class is given from its threshold on (`thresholds` in `config.json`)."
    : "the probability of each class, `[batch, classes]`.";
  return `# A newsclf model for TensorFlow.js

\`\`\`js
${IMPORT}

const model = await tf.loadLayersModel("model.json"); // a URL
\`\`\`

Inputs${ngrams && lstm ? ", in this order" : ""}:

${inputs.map((input) => `- ${input}`).join("\n")}

Output: ${output} Their order is that of \`classNames\` in \`config.json\`.
`;
}

function tokenInput({ maxLength, readPadding, classifier }: NonNullable<TrainedModel["lstm"]>): string {
  const { pooling } = classifier.config;
  const padding = readPadding
    ? `filled up with zeros to ${maxLength} tokens.`
    : pooling === "last"
      ? "filled up with zeros on the right."
      : "all texts of a batch of the same length: the pooling would read zeros as tokens.";
  return `\`token_ids\`, \`[batch, tokens]\`: the ids of \`tokenizer.json\`, at most ${maxLength} a text, ${padding}`;
}
