"""Writes scikit-learn.json: predictions, and what scikit-learn says of them. Usage: python scikit-learn.py > scikit-learn.json"""

import json
import warnings

import numpy as np
import sklearn
from sklearn import metrics

warnings.filterwarnings("ignore")


def calibration_error(probs, gold, bins=15):
    confidence, right = probs.max(axis=1), probs.argmax(axis=1) == gold
    place = np.clip(np.ceil(confidence * bins) - 1, 0, bins - 1)
    gaps = [abs((confidence - right)[place == b].sum()) for b in range(bins)]
    return sum(gaps) / len(gold)


def scores(probs, gold):
    classes = list(range(probs.shape[1]))
    labels = probs.argmax(axis=1)
    one_hot = np.eye(len(classes))[gold]
    present = [c for c in classes if 0 < one_hot[:, c].sum()]
    mixed = [c for c in present if one_hot[:, c].sum() < len(gold)]
    found = {
        "accuracy": metrics.accuracy_score(gold, labels),
        "hammingLoss": metrics.hamming_loss(gold, labels),
        "matthews": metrics.matthews_corrcoef(gold, labels),
        "cohenKappa": metrics.cohen_kappa_score(gold, labels),
        "rocAuc": np.mean([metrics.roc_auc_score(one_hot[:, c], probs[:, c]) for c in mixed]),
        "averagePrecision": np.mean([metrics.average_precision_score(one_hot[:, c], probs[:, c]) for c in present]),
        "logLoss": metrics.log_loss(gold, probs, labels=classes),
        "brier": ((probs - one_hot) ** 2).sum(axis=1).mean(),
        "calibrationError": calibration_error(probs, gold),
    }
    for k in 3, 5:
        if k < len(classes):
            found[f"top{k}Accuracy"] = metrics.top_k_accuracy_score(gold, probs, k=k, labels=classes)
    for average in "macro", "micro", "weighted":
        for name, score in ("F1", metrics.f1_score), ("Precision", metrics.precision_score), ("Recall", metrics.recall_score):
            found[average + name] = score(gold, labels, average=average, zero_division=0)
    return found


def set_calibration_error(probs, gold, bins=15):
    probs, gold = probs.ravel(), gold.ravel()
    place = np.clip(np.ceil(probs * bins) - 1, 0, bins - 1)
    return sum(abs((probs - gold)[place == b].sum()) for b in range(bins)) / len(gold)


def set_scores(probs, gold, given):
    """Of the classes that occur: scikit-learn's macro averages count those that are nowhere as 0."""
    used = [c for c in range(gold.shape[1]) if gold[:, c].any() or given[:, c].any()]
    present = [c for c in used if gold[:, c].any()]
    mixed = [c for c in present if not gold[:, c].all()]
    found = {
        "accuracy": metrics.accuracy_score(gold, given),
        "hammingLoss": metrics.hamming_loss(gold, given),
        "rocAuc": metrics.roc_auc_score(gold[:, mixed], probs[:, mixed], average="macro"),
        "averagePrecision": metrics.average_precision_score(gold[:, present], probs[:, present], average="macro"),
        "logLoss": np.mean([metrics.log_loss(gold[:, c], probs[:, c], labels=[0, 1]) for c in range(gold.shape[1])]),
        "brier": ((probs - gold) ** 2).mean(),
        "calibrationError": set_calibration_error(probs, gold),
    }
    for average in "macro", "micro", "weighted":
        for name, score in ("F1", metrics.f1_score), ("Precision", metrics.precision_score), ("Recall", metrics.recall_score):
            found[average + name] = score(gold[:, used], given[:, used], average=average, zero_division=0)
    return found


def set_case(name, n, num_classes, seed, used=None):
    random = np.random.default_rng(seed)
    gold = (random.random((n, num_classes)) < np.linspace(0.5, 0.1, num_classes)).astype(int)
    gold[:, used or num_classes :] = 0
    logits = random.normal(size=gold.shape) + 2 * gold - 1.2
    logits[:, used or num_classes :] -= 9
    probs = (1 / (1 + np.exp(-logits))).astype(np.float32).astype(np.float64)
    given = (probs >= 0.4).astype(int)
    return {
        "name": name,
        "numClasses": num_classes,
        "threshold": 0.4,
        "gold": [np.flatnonzero(row).tolist() for row in gold],
        "probs": probs.ravel().tolist(),
        "scores": set_scores(probs, gold, given),
    }


def case(name, n, num_classes, seed, used=None, ties=False):
    random = np.random.default_rng(seed)
    gold = random.integers(0, used or num_classes, n)
    logits = random.normal(size=(n, num_classes)) + 1.5 * np.eye(num_classes)[gold] * (random.random((n, 1)) < 0.8)
    if ties:
        logits = np.round(logits)
    probs = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    probs = probs.astype(np.float32).astype(np.float64)
    return {"name": name, "numClasses": num_classes, "gold": gold.tolist(), "probs": probs.ravel().tolist(), "scores": scores(probs, gold)}


cases = [
    case("two classes", 40, 2, 1),
    case("many examples of seven classes", 120, 7, 2),
    case("classes that nobody has", 30, 8, 3, used=5),
    case("equal probabilities", 60, 6, 4, ties=True),
]
set_cases = [
    set_case("sets of three classes", 50, 3, 5),
    set_case("sets of nine classes, two of which nobody has", 90, 9, 6, used=7),
]
print(json.dumps({"scikit-learn": sklearn.__version__, "cases": cases, "setCases": set_cases}))
