// Code of a model card, which runs in the folder of the card.

import type { LstmPart, TrainedModel } from "@newsclf/model";
import { PAD_ID, PAD_TOKEN } from "@newsclf/tokenizer";

/** By itself: a line of code here is no import of this file. */
const IMPORT = 'import { pipeline } from "@huggingface/transformers";';

export function snippets({ thresholds }: TrainedModel, { maxLength }: LstmPart): string {
  const [probs, answer] = thresholds
    ? [
        "1 / (1 + np.exp(-logits))",
        '[[labels[i] for i in np.flatnonzero(row >= config["thresholds"])] for row in probs]',
      ]
    : [
        "np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)",
        "[(labels[row.argmax()], float(row.max())) for row in probs]",
      ];
  return `In JavaScript, with \`npm install @huggingface/transformers\`:

\`\`\`js
${IMPORT}

// In this folder; elsewhere the name of the repository on the hub.
const classify = await pipeline("text-classification", "./", { dtype: "fp32" });
const answers = await classify("A text", { top_k: null }); // [{ label, score }, ...]
\`\`\`

In Python, with \`pip install onnxruntime tokenizers\`:

\`\`\`python
import json

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

folder = "."  # or huggingface_hub.snapshot_download(the name of the repository)
with open(f"{folder}/config.json", encoding="utf-8") as file:
    config = json.load(file)
labels = [config["id2label"][str(i)] for i in range(len(config["id2label"]))]
tokenizer = Tokenizer.from_file(f"{folder}/tokenizer.json")
tokenizer.enable_truncation(${maxLength})
tokenizer.enable_padding(pad_id=${PAD_ID}, pad_token="${PAD_TOKEN}")
session = onnxruntime.InferenceSession(f"{folder}/onnx/model.onnx")

encodings = tokenizer.encode_batch(["A text", "Another text"])
inputs = {
    "input_ids": np.array([encoding.ids for encoding in encodings], dtype=np.int64),
    "attention_mask": np.array([encoding.attention_mask for encoding in encodings], dtype=np.int64),
}
(logits,) = session.run(["logits"], inputs)
probs = ${probs}
print(${answer})
\`\`\``;
}
