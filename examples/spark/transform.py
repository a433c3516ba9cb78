"""Labels JSON lines on Spark, in SQL:

    spark-submit transform.py MODEL SOURCE TARGET [PARTITIONS]

Reads and writes what pipe.py does, but as tables: here with the columns id and text, to which label and probability come.
"""

import os
import shlex
import sys

from pyspark.sql import SparkSession

model, source, target, *partitions = sys.argv[1:]
newsclf = os.environ.get("NEWSCLF", "newsclf")
command = f"{newsclf} predict --json-lines --threads 1 --model {shlex.quote(model)}".replace("'", r"\'")
spark = SparkSession.builder.getOrCreate()
texts = spark.read.schema("id BIGINT, text STRING").json(source)
(texts.repartition(int(partitions[0])) if partitions else texts).createOrReplaceTempView("texts")
# JSON both ways: a text may hold tabs and line ends, and a null must not become "\N".
answers = spark.sql(
    f"""
    SELECT got.id, got.text, got.predicted AS label, got.probability
    FROM (
      SELECT from_json(line, 'id BIGINT, text STRING, predicted STRING, probability DOUBLE') AS got
      FROM (
        SELECT TRANSFORM (to_json(struct(id, text)))
          ROW FORMAT DELIMITED FIELDS TERMINATED BY '\\t'
          USING '{command}' AS (line STRING)
          ROW FORMAT DELIMITED FIELDS TERMINATED BY '\\t'
        FROM texts
      )
    )
    """
)
answers.write.json(target)
spark.stop()
