# Labels a file of texts, a line each, as benchmarks/src/throughput.mjs asks: python throughput.py fasttext|onnx MODEL TEXTS ANSWERS
#
# fasttext: MODEL is a table with the columns text and label to train on; onnx: an export for the Hugging Face Hub. Prints the
# seconds from the first text read to the last answer written, without loading or training.

import sys
import time


def fasttext_predictor(table):
    import csv
    import tempfile

    import fasttext

    with open(table, newline="") as file:
        rows = list(csv.DictReader(file))
    names = sorted({row["label"] for row in rows})
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as lines:
        for row in rows:
            lines.write(f"__label__{names.index(row['label'])} {' '.join(row['text'].split())}\n")
        lines.flush()
        model = fasttext.train_supervised(lines.name, dim=100, epoch=10, lr=0.5, wordNgrams=2, thread=2, verbose=0)

    def predict(texts):
        labels, probs = model.predict(texts)
        return [(names[int(label[0][9:])], prob[0]) for label, prob in zip(labels, probs)]

    return predict


def onnx_predictor(folder):
    import json

    import numpy as np
    import onnxruntime
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(f"{folder}/tokenizer.json")
    tokenizer.enable_padding()
    session = onnxruntime.InferenceSession(f"{folder}/onnx/model.onnx")
    inputs = {given.name for given in session.get_inputs()}
    with open(f"{folder}/config.json") as file:
        names = json.load(file)["id2label"]

    def predict(texts):
        # Texts of like length together, as newsclf does.
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        answers = [None] * len(texts)
        for start in range(0, len(order), 64):
            rows = order[start : start + 64]
            encodings = tokenizer.encode_batch([texts[i] for i in rows])
            feeds = {
                "input_ids": np.array([e.ids for e in encodings], dtype=np.int64),
                "attention_mask": np.array([e.attention_mask for e in encodings], dtype=np.int64),
            }
            [logits] = session.run(["logits"], {name: array for name, array in feeds.items() if name in inputs})
            exps = np.exp(logits - logits.max(axis=1, keepdims=True))
            probs = exps / exps.sum(axis=1, keepdims=True)
            for row, label, prob in zip(rows, probs.argmax(axis=1), probs.max(axis=1)):
                answers[row] = (names[str(label)], prob)
        return answers

    return predict


kind, model, texts, answers = sys.argv[1:]
predict = {"fasttext": fasttext_predictor, "onnx": onnx_predictor}[kind](model)
start = time.perf_counter()
with open(texts) as lines, open(answers, "w") as out:
    block = []
    for line in lines:
        block.append(line.rstrip("\n"))
        if len(block) == 4096:
            out.writelines(f"{label}\t{prob:.4f}\n" for label, prob in predict(block))
            block = []
    if block:
        out.writelines(f"{label}\t{prob:.4f}\n" for label, prob in predict(block))
print(time.perf_counter() - start)
