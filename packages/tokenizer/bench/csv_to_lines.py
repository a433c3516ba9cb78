"""Prints a CSV file as the benchmarks read it, a text a line: csv_to_lines.py FILE TEXT_COLUMN [LABEL_COLUMN]

With a label column each line is label, tab, text.
"""

import csv
import sys

csv.field_size_limit(1 << 30)
path, text_column, *label_column = sys.argv[1:]
with open(path, encoding="utf-8-sig", newline="") as file:
    for row in csv.DictReader(file):
        text = " ".join((row[text_column] or "").split())
        print(*(row[column] for column in label_column), text, sep="\t")
