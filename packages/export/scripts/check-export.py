"""Python's side of exported models: python check-export.py FOLDER [PART ...], of a folder that .ci/export made.

A PART is a model: FOLDER/PART.json is what write-expected.mjs says of it, FOLDER/PART.onnx and so on are its exports.
"""

import contextlib
import io
import json
import os
import sys

import numpy as np
import onnx
import onnxruntime
from huggingface_hub import ModelCard
from safetensors import safe_open
from tokenizers import Tokenizer

TOLERANCE = 1e-5


def check_onnx(path, expected):
    onnx.checker.check_model(path, full_check=True)
    session = onnxruntime.InferenceSession(path)
    properties = session.get_modelmeta().custom_metadata_map
    assert json.loads(properties["class_names"]) == expected["classNames"], properties
    inputs = {
        name: np.array(value["data"], dtype=value["type"]).reshape(value["dims"])
        for name, value in expected["inputs"].items()
    }
    assert {value.name for value in session.get_inputs()} == set(inputs)
    (logits,) = session.run(["logits"], inputs)
    difference = np.abs(logits.ravel() - expected["logits"]).max()
    assert difference < TOLERANCE, difference
    return difference


def check_safetensors(path, model_folder):
    weights = np.fromfile(f"{model_folder}/weights.bin", dtype="<f4")
    with open(f"{model_folder}/model.json", encoding="utf-8") as file:
        names = [weight["name"] for weight in json.load(file)["weightsManifest"][0]["weights"]]
    with safe_open(path, framework="np") as file:
        assert np.array_equal(np.concatenate([file.get_tensor(name).ravel() for name in names]), weights)
        assert "lstm" in json.loads(file.metadata()["config"]) or "ngrams/keys" in file.keys()


def check_hugging_face(folder, expected):
    check_onnx(f"{folder}/onnx/model.onnx", expected)
    tokenizer = Tokenizer.from_file(f"{folder}/tokenizer.json")
    with open(f"{folder}/tokenizer_config.json", encoding="utf-8") as file:
        tokenizer.enable_truncation(json.load(file)["model_max_length"])
    tokenizer.enable_padding(pad_id=0, pad_token="[PAD]")
    encodings = tokenizer.encode_batch(expected["texts"])
    assert [id for encoding in encodings for id in encoding.ids] == expected["inputs"]["input_ids"]["data"]

    card = ModelCard.load(f"{folder}/README.md")
    assert card.data.pipeline_tag == "text-classification" and card.data.language == "es"
    assert card.data.datasets == ["newsclf/noticias"]
    result = card.data.eval_results[0]
    assert (result.metric_type, result.dataset_type) == ("accuracy", "newsclf/noticias")
    code = card.text.split("```python\n")[1].split("```")[0]
    code = code.replace('["A text", "Another text"]', json.dumps(expected["texts"]))
    names = {}
    before = os.getcwd()
    os.chdir(folder)
    with contextlib.redirect_stdout(io.StringIO()):
        exec(code, names)
    os.chdir(before)
    difference = np.abs(names["logits"].ravel() - expected["logits"]).max()
    assert difference < TOLERANCE, difference


folder, *parts = sys.argv[1:]
for part in parts:
    with open(f"{folder}/{part}.json", encoding="utf-8") as file:
        expected = json.load(file)
    difference = check_onnx(f"{folder}/{part}.onnx/model.onnx", expected)
    check_safetensors(f"{folder}/{part}.safetensors/model.safetensors", f"{folder}/{part}/model")
    if os.path.exists(f"{folder}/{part}.huggingface"):
        check_hugging_face(f"{folder}/{part}.huggingface", expected)
    print(f"{part}: onnx, ONNX Runtime ({difference:.1e}), safetensors")
