"""Runs pipe.py and transform.py on a small cluster of this machine, ends a process of each in the middle, and compares the answers
with those of one process:

    python check.py MODEL NUM_TEXTS

Needs pyspark, Java, and `newsclf`, or its command in NEWSCLF.
"""

import json
import os
import random
import shlex
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

HERE = Path(__file__).parent
WORDS = "gobierno equipo banco goles mercado ley partido juez precios final crisis voto ¡ay! «sí» 3-0 \t \n \\N \" 😀".split(" ")
NUM_PARTITIONS = 4

model, num_texts = Path(sys.argv[1]).resolve(), int(sys.argv[2])
newsclf = os.environ.get("NEWSCLF", "newsclf")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "texts.jsonl")
        rng = random.Random(1)
        with source.open("w") as file:
            for i in range(num_texts):
                file.write(json.dumps({"id": i, "text": " ".join(rng.choices(WORDS, k=rng.randint(1, 20)))}) + "\n")
        start = time.time()
        command = [*shlex.split(newsclf), "predict", "--json-lines", "--model", str(model)]
        with source.open() as texts, Path(folder, "alone.jsonl").open("w") as answers:
            subprocess.run(command, stdin=texts, stdout=answers, check=True)
        print(f"one process: {num_texts / (time.time() - start):,.0f} texts a second, with its start")
        expected = read(Path(folder, "alone.jsonl"), "predicted")
        assert len(expected) == num_texts
        for recipe, label in (("pipe.py", "predicted"), ("transform.py", "label")):
            check(recipe, label, source, Path(folder, recipe), expected)


def check(recipe: str, label: str, source: Path, target: Path, expected: dict) -> None:
    """Every text is answered once, as one process does, though a process was ended."""
    pids = target.with_suffix(".pids")
    # Each process leaves its number, and goes on as newsclf.
    logged = target.with_suffix(".sh")
    logged.write_text(f'#!/bin/sh\necho $$ >> {shlex.quote(str(pids))}\nexec {newsclf} "$@"\n')
    logged.chmod(0o755)
    pids.touch()
    start = time.time()
    submit = subprocess.Popen(
        [sys.executable, HERE / recipe, str(model), str(source), str(target), str(NUM_PARTITIONS)],
        env={**os.environ, "NEWSCLF": str(logged), "PYSPARK_SUBMIT_ARGS": "--master local-cluster[2,1,1024] pyspark-shell"},
        stderr=subprocess.PIPE,
        text=True,
    )
    log: list[str] = []
    reader = threading.Thread(target=lambda: log.extend(submit.stderr))
    reader.start()
    ended = end_one(pids, submit)
    status = submit.wait()
    reader.join()
    if status != 0:
        sys.exit("".join(log[-60:]) + f"{recipe} ended with {status}")
    started = pids.read_text().split()
    answers: dict = {}
    num_lines = 0
    for part in sorted(target.glob("part-*")):
        num_lines += sum(1 for _ in part.open())
        answers.update(read(part, label))
    assert num_lines == len(answers) == len(expected), f"{recipe}: {num_lines} lines, {len(answers)} texts of {len(expected)}"
    wrong = [i for i in expected if answers[i] != expected[i]]
    assert not wrong, f"{recipe}: text {wrong[0]}: {answers[wrong[0]]}, alone {expected[wrong[0]]}"
    assert len(started) > NUM_PARTITIONS, f"{recipe}: process {ended} was ended, and none was started instead"
    print(
        f"{recipe}: {len(answers):,} texts, each answered once and as by one process, though process {ended} was ended; "
        f"{len(started)} processes, {time.time() - start:.0f} s"
    )


def end_one(pids: Path, submit: subprocess.Popen) -> int | None:
    """Ends the first process that has done some work, and says which; none if all were done before."""
    while submit.poll() is None:
        for pid in map(int, pids.read_text().split()):
            try:
                if cpu_seconds(pid) >= 0.5 + num_texts / 400_000:
                    os.kill(pid, signal.SIGKILL)
                    return pid
            except (FileNotFoundError, ProcessLookupError):
                continue
        time.sleep(0.02)
    return None


def cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def read(path: Path, label: str) -> dict:
    with path.open() as file:
        return {row["id"]: (row.get(label), row.get("probability")) for row in map(json.loads, file)}


main()
