#!/usr/bin/env python3
"""The benchmark's cases in PyTorch on the CPU: one JSON line, the median of --steps steps after three warm-up steps.

Embedding(V, 256) -> LSTM(128, two layers, dropout .2) -> Linear 512 -> 256 -> 7; AdamW; cross-entropy.
--ragged packs sequences of 0.4 T to 0.6 T tokens. PyTorch slows down a lot where gradients fade into denormal numbers;
--flush-denormal turns that off, which is not PyTorch's default.
"""

import argparse
import json
import resource
import time

import torch
from torch import nn

WARM_UP = 3

parser = argparse.ArgumentParser()
for name, default in (("batch", 32), ("time", 512), ("vocab", 973), ("threads", 2), ("steps", 10)):
    parser.add_argument(f"--{name}", type=int, default=default)
parser.add_argument("--ragged", action="store_true")
parser.add_argument("--flush-denormal", action="store_true")
case = parser.parse_args()

torch.manual_seed(0)
torch.set_num_threads(case.threads)
torch.set_flush_denormal(case.flush_denormal)


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(case.vocab, 256, padding_idx=0)
        self.lstm = nn.LSTM(256, 128, num_layers=2, dropout=0.2, batch_first=True)
        hidden = [nn.Linear(128, 512), nn.ReLU(), nn.Dropout(0.2), nn.Linear(512, 256), nn.ReLU(), nn.Dropout(0.2)]
        self.head = nn.Sequential(*hidden, nn.Linear(256, 7))

    def forward(self, token_ids, lengths):
        x = self.embedding(token_ids)
        if case.ragged:
            x = nn.utils.rnn.pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
        _, (last, _) = self.lstm(x)
        return self.head(last[-1])


model = Classifier()
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=1e-5)
low, high = (int(case.time * 0.4), int(case.time * 0.6)) if case.ragged else (case.time, case.time)
lengths = torch.randint(low, high + 1, (case.batch,))
token_ids = torch.randint(1, case.vocab, (case.batch, case.time))
token_ids[torch.arange(case.time)[None, :] >= lengths[:, None]] = 0
labels = torch.randint(0, 7, (case.batch,))


def train_step():
    optimizer.zero_grad()
    nn.functional.cross_entropy(model(token_ids, lengths), labels).backward()
    optimizer.step()


@torch.no_grad()
def infer():
    model(token_ids, lengths)


def median_ms(f):
    times = []
    for _ in range(WARM_UP + case.steps):
        start = time.perf_counter()
        f()
        times.append((time.perf_counter() - start) * 1e3)
    return sorted(times[WARM_UP:])[case.steps // 2]


train_ms = median_ms(train_step)
model.eval()
infer_ms = median_ms(infer)
num_tokens = int(lengths.sum())
print(
    json.dumps(
        {
            "engine": f"pytorch {torch.__version__}",
            "threads": case.threads,
            "trainStepMs": round(train_ms, 3),
            "trainTokensPerSecond": round(num_tokens / train_ms * 1e3),
            "inferTokensPerSecond": round(num_tokens / infer_ms * 1e3),
            "peakRssMb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        }
    )
)
