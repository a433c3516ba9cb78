"""Prints the MB/s of Python tokenizers on one thread, best of some rounds: encode.py TOKENIZER_JSON TEXTS"""

import os

os.environ["TOKENIZERS_PARALLELISM"] = "false"

import sys
import time

import tokenizers

tokenizer = tokenizers.Tokenizer.from_file(sys.argv[1])
with open(sys.argv[2], encoding="utf-8") as file:
    texts = file.read().split("\n")[:-1]
megabytes = sum(len(text.encode()) for text in texts) / 1e6

best = 0.0
for encode in (tokenizer.encode_batch, tokenizer.encode_batch_fast) * 3:
    start = time.perf_counter()
    num_tokens = sum(len(encoding) for encoding in encode(texts))
    best = max(best, megabytes / (time.perf_counter() - start))
print(tokenizers.__version__, best, num_tokens)
