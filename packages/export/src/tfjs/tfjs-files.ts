// A model folder that stock TensorFlow.js runs without newsclf.

import { type EncodeOptions, encodeModel, type TrainedModel } from "@newsclf/model";

/** By itself: a line of code here is no import of this file. */
const IMPORT = 'import * as tf from "@tensorflow/tfjs";';

/**
 * A model folder, of which `tf.loadLayersModel` reads `model.json` and `weights.bin`, and a README that says what goes in and comes
 * out.
 *
 * @param options - How the weights are stored, for one.
 * @throws RangeError for a model without a part.
 */
export async function tfjsFiles(model: TrainedModel, options?: EncodeOptions): Promise<Map<string, Uint8Array>> {
  const files = await encodeModel(model, options);
  return new Map([["README.md", new TextEncoder().encode(readme(model))], ...files]);
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

It is a model folder of newsclf too, which turns texts into these inputs: \`loadClassifier\` of \`@newsclf/classifier\` reads it.

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
