"""Asks TensorBoard for what its pages show of a run, with both of its readers, and fails where one would stay empty.

    pip install tensorboard==2.21.0
    python read-tensorboard.py runs/mine 4      # a run whose LSTM was trained for 4 epochs
"""

import json
import struct
import sys
import time
import urllib.parse
import urllib.request
import zlib
from pathlib import Path

from tensorboard import default, program

RUN = "tensorboard"


def serve(folder, load_fast):
    board = program.TensorBoard(plugins=default.get_plugins())
    board.configure(
        argv=["tensorboard", "--logdir", str(folder), "--load_fast", load_fast, "--reload_task", "blocking"]
        + ["--reload_interval", "0"]
    )
    url = board.launch()

    def ask(page, body=None, **query):
        address = f"{url}data/plugin/{page}?{urllib.parse.urlencode(query)}"
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(address, data, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request) as response:
            content = response.read()
            return json.loads(content) if "json" in response.headers["Content-Type"] else content

    # The fast reader reads while it answers.
    for _ in range(100):
        if "confusion" in json.dumps(ask("images/tags")):
            return ask
        time.sleep(0.1)
    raise AssertionError("the result is not there")


def check(ask, folder, num_epochs):
    evaluation = json.loads((folder / "evaluation.json").read_text())["test"]
    config = json.loads((folder / "config.json").read_text())

    curves = ask("scalars/tags")[RUN]
    for tag in ["loss/train", "accuracy/train"] if num_epochs else []:
        points = ask("scalars/scalars", run=RUN, tag=tag)
        assert [step for _, step, _ in points] == list(range(1, num_epochs + 1)), (tag, points)
    for name in ["accuracy", "macroF1", "loss"]:
        assert f"test/{name}" in curves
        [[_, _, value]] = ask("scalars/scalars", run=RUN, tag=f"test/{name}")
        assert abs(value - evaluation[name]) < 1e-6, (name, value)

    histograms = ask("histograms/tags").get(RUN, {})
    assert (len(histograms) > 0) == (num_epochs > 0), histograms
    for tag in histograms:
        slices = ask("histograms/histograms", run=RUN, tag=tag)
        assert [step for _, step, _ in slices] == list(range(1, num_epochs + 1)), (tag, slices)
        sizes = {sum(count for _, _, count in bins) for _, _, bins in slices}
        assert len(sizes) == 1 and sizes.pop() > 0, (tag, slices)

    words = {tag: ask("text/text", run=RUN, tag=tag) for tag in ask("text/tags")[RUN]}
    assert set(words) == {"verdict", "settings", "classes"}, words
    assert all(len(parts) == 1 for parts in words.values()), words
    assert "Test accuracy" in words["verdict"][0]["text"], words["verdict"]
    assert "<table>" in words["settings"][0]["text"] and "batchSize" in words["settings"][0]["text"], words["settings"]

    [image] = ask("images/images", run=RUN, tag="confusion", sample=0)
    png = ask("images/individualImage", **dict(urllib.parse.parse_qsl(image["query"])))
    check_png(png)

    experiment = ask("hparams/experiment", {"experimentName": ""})
    assert {info["name"] for info in experiment["hparamInfos"]} >= {"batchSize", "learningRate", "parts"}, experiment
    hparams = [{"hparam": info["name"]} for info in experiment["hparamInfos"]]
    wanted = {"experimentName": "", "allowedStatuses": ["STATUS_SUCCESS"], "startIndex": 0, "sliceSize": 10}
    columns = hparams + [{"metric": info["name"]} for info in experiment["metricInfos"]]
    [group] = ask("hparams/session_groups", {**wanted, "colParams": columns})["sessionGroups"]
    assert group["hparams"]["learningRate"] == config["learningRate"], group
    values = {metric["name"]["tag"]: metric["value"] for metric in group["metricValues"]}
    assert abs(values["test/accuracy"] - evaluation["accuracy"]) < 1e-6, values
    assert group["sessions"][0]["status"] == "STATUS_SUCCESS", group
    return len(histograms)


def check_png(png):
    assert png.startswith(b"\x89PNG"), png[:16]
    chunks, at = {}, 8
    while at < len(png):
        [size] = struct.unpack(">I", png[at : at + 4])
        content, [checksum] = png[at + 4 : at + 8 + size], struct.unpack(">I", png[at + 8 + size : at + 12 + size])
        assert zlib.crc32(content) == checksum, content[:4]
        chunks[content[:4]] = content[4:]
        at += 12 + size
    width, height = struct.unpack(">II", chunks[b"IHDR"][:8])
    assert len(zlib.decompress(chunks[b"IDAT"])) == height * (1 + 3 * width), (width, height)


if __name__ == "__main__":
    path, epochs = Path(sys.argv[1]), int(sys.argv[2])
    for load_fast in ["false", "true"]:
        count = check(serve(path, load_fast), path, epochs)
        print(f"{path}: TensorBoard shows it ({count} histograms, {'fast' if load_fast == 'true' else 'Python'} reader)")
