// config.json and tokenizer_config.json of a Hugging Face repository.

import type { LstmPart, TrainedModel } from "@newsclf/model";
import { PAD_ID, PAD_TOKEN, UNK_TOKEN } from "@newsclf/tokenizer";

/** `bert` is the name of an adapter: of the models that take token ids and a mask and give logits, all tools know it. */
export function hubConfig({ classNames, thresholds, abstainBelow }: TrainedModel, { classifier }: LstmPart): object {
  const { vocabSize, hiddenSize, numLayers } = classifier.config;
  return {
    architectures: ["BertForSequenceClassification"],
    model_type: "bert",
    problem_type: thresholds ? "multi_label_classification" : "single_label_classification",
    id2label: Object.fromEntries(classNames.entries()),
    label2id: Object.fromEntries(classNames.map((name, id) => [name, id])),
    pad_token_id: PAD_ID,
    vocab_size: vocabSize,
    hidden_size: hiddenSize,
    num_hidden_layers: numLayers,
    // Python's transformers stops here; otherwise it would make a BERT with random weights, and answer.
    num_attention_heads: 0,
    ...(thresholds && { thresholds }),
    ...(abstainBelow !== undefined && { abstain_below: abstainBelow }),
    // In a browser the default is a quantized file, which there is none of.
    "transformers.js_config": { dtype: "fp32" },
    newsclf: classifier.config,
  };
}

export function tokenizerConfig({ maxLength }: LstmPart): object {
  return {
    tokenizer_class: "PreTrainedTokenizerFast",
    pad_token: PAD_TOKEN,
    unk_token: UNK_TOKEN,
    padding_side: "right",
    model_max_length: maxLength,
    model_input_names: ["input_ids", "attention_mask"],
    clean_up_tokenization_spaces: false,
  };
}
