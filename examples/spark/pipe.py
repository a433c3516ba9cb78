"""Labels JSON lines on Spark, by a filter:

    spark-submit pipe.py MODEL SOURCE TARGET [PARTITIONS]

An object a line in SOURCE, with a "text"; the same objects in TARGET, with "predicted" and "probability". Every worker needs Node,
newsclf and the folder MODEL, at the same path. A partition starts a process and loads the model, so take few, large ones.
"""

import os
import shlex
import sys

from pyspark.sql import SparkSession

model, source, target, *partitions = sys.argv[1:]
newsclf = os.environ.get("NEWSCLF", "newsclf")
# A task has one core. Without checkCode a process that fails would end its partition early, and in silence.
command = f"{newsclf} predict --json-lines --threads 1 --model {shlex.quote(model)}"
spark = SparkSession.builder.getOrCreate()
lines = spark.sparkContext.textFile(source, int(partitions[0]) if partitions else None)
lines.pipe(command, checkCode=True).saveAsTextFile(target)
spark.stop()
