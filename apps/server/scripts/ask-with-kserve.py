"""What KServe's own client and Prometheus' own parser make of a running server.

python ask-with-kserve.py URL MODEL
"""

import asyncio
import json
import sys
import urllib.request

import httpx
import numpy as np
from kserve import InferenceRESTClient, InferInput, InferRequest, RESTConfig
from prometheus_client.parser import text_string_to_metric_families

TEXTS = ["El equipo ganó la final en la prórroga", "La vacuna redujo los contagios", "?!"]


async def ask(url: str, model: str) -> None:
    client = InferenceRESTClient(RESTConfig(protocol="v2", timeout=10))
    assert await client.is_server_live(url)
    assert await client.is_server_ready(url)
    assert await client.is_model_ready(url, model)

    texts = InferInput(name="text", shape=[len(TEXTS)], datatype="BYTES", data=TEXTS)
    response = await client.infer(url, InferRequest(model, [texts], request_id="7"), model_name=model)
    label, probability, answers = response.outputs
    assert (response.id, response.model_name) == ("7", model)
    assert all(output.shape == [len(TEXTS)] for output in response.outputs)
    assert label.data[2] == "" and answers.data[2] == "[]", label.data
    assert probability.as_numpy().dtype == np.float32
    for i in range(2):
        [answer] = json.loads(answers.data[i])
        assert answer == {"label": label.data[i], "probability": probability.data[i]}, answer

    binary = InferInput(name="text", shape=[1], datatype="BYTES")
    binary.set_data_from_numpy(np.array([TEXTS[0].encode()], dtype=object), binary_data=True)
    try:
        await client.infer(url, InferRequest(model, [binary]), model_name=model)
    except httpx.HTTPStatusError as error:
        assert error.response.json()["code"] == "BINARY_TENSORS"
    else:
        raise AssertionError("tensors in binary form were taken")


def read_metrics(url: str) -> None:
    with urllib.request.urlopen(f"{url}/metrics") as response:
        families = list(text_string_to_metric_families(response.read().decode()))
    names = {family.name for family in families}
    assert {"newsclf_requests", "newsclf_request_duration_seconds", "newsclf_texts", "newsclf_workers"} <= names, names
    assert all(family.samples for family in families if family.name != "newsclf_reloads")


asyncio.run(ask(sys.argv[1], sys.argv[2]))
read_metrics(sys.argv[1])
print("kserve and prometheus_client: as expected")
