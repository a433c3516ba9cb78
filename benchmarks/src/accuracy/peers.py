# What a person could have instead, on the rows of SET/train.csv and SET/test.csv: a JSON line each.
#
#   python3 peers.py SET
#
# scikit-learn's linear models on TF-IDF of words (1 and 2) and characters (2 to 5); fastText, and a sentence encoder with
# logistic regression, where they are installed (pip install scikit-learn fasttext-wheel sentence-transformers).
import csv
import json
import sys
import tempfile
import time
from pathlib import Path

from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score
from sklearn.svm import LinearSVC

ENCODER = "sentence-transformers/paraphrase-multilingual-MiniLM-L12-v2"

csv.field_size_limit(2**30)


def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [row["text"] for row in rows], [row["label"] for row in rows]


train_texts, train_labels = read(Path(sys.argv[1]) / "train.csv")
test_texts, test_labels = read(Path(sys.argv[1]) / "test.csv")


def report(peer, start, predicted):
    score = {
        "accuracy": accuracy_score(test_labels, predicted),
        "macroF1": f1_score(test_labels, predicted, labels=sorted(set(test_labels)), average="macro", zero_division=0),
    }
    print(json.dumps({"peer": peer, **score, "seconds": time.time() - start}), flush=True)


def linear_models():
    start = time.time()
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2)
    characters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2)
    train = hstack([words.fit_transform(train_texts), characters.fit_transform(train_texts)]).tocsr()
    test = hstack([words.transform(test_texts), characters.transform(test_texts)]).tocsr()
    features = time.time() - start
    for peer, model in (("LinearSVC", LinearSVC()), ("LR", LogisticRegression(C=10, max_iter=200))):
        start = time.time() - features
        report(peer, start, model.fit(train, train_labels).predict(test))


def fast_text():
    import fasttext

    start = time.time()
    names = sorted(set(train_labels))
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        for text, label in zip(train_texts, train_labels):
            file.write(f"__label__{names.index(label)} {' '.join(text.lower().split())}\n")
        file.flush()
        model = fasttext.train_supervised(file.name, dim=100, epoch=10, lr=0.5, wordNgrams=2, thread=2, verbose=0)
    lines = [" ".join(text.lower().split()) for text in test_texts]
    # Not model.predict, whose array does not work with numpy 2.
    answers = [model.f.predict(line + "\n", 1, 0.0, "strict") for line in lines]
    report("fastText", start, [names[int(a[0][1].removeprefix("__label__"))] if a else names[0] for a in answers])


def sentence_encoder():
    from sentence_transformers import SentenceTransformer

    start = time.time()
    encoder = SentenceTransformer(ENCODER, local_files_only=True)
    train, test = encoder.encode(train_texts), encoder.encode(test_texts)
    report("MiniLM + LR", start, LogisticRegression(C=10, max_iter=1000).fit(train, train_labels).predict(test))


linear_models()
for optional in (fast_text, sentence_encoder):
    try:
        optional()
    except (ImportError, OSError) as error:
        print(f"{optional.__name__}: left out, {error}", file=sys.stderr)
