"""Renders articles with Spark: each partition is piped through `article-widget render --stream`.

    python render.py LINES OUT [PARTITIONS]

LINES is a file, or a folder of files, with a JSON document a line (or `{"id", "base", "article"}`); OUT is a
folder that Spark makes, with an answer a line. The command is found on PATH, or named by ARTICLE_WIDGET.
"""

import json
import os
import shlex
import sys

from pyspark.sql import SparkSession


def main(lines: str, out: str, partitions: int) -> None:
    command = shlex.quote(os.environ.get("ARTICLE_WIDGET", "article-widget"))
    # A bad line is told in its answer and in the exit status 1, which is no reason to do all again.
    step = f"{command} render --stream || [ $? -eq 1 ]"
    spark = SparkSession.builder.appName("article-widget").getOrCreate()
    try:
        articles = spark.sparkContext.textFile(lines, partitions)
        answers = articles.pipe(f"sh -c {shlex.quote(step)}", checkCode=True)
        answers.saveAsTextFile(out)
        told = spark.sparkContext.textFile(out).map(lambda line: "error" in json.loads(line))
        failed = told.filter(bool).count()
        print(f"{told.count() - failed} rendered, {failed} failed")
    finally:
        spark.stop()


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) == 4 else 2)
