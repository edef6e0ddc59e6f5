"""The same build on Apache Spark: articles are partitioned, and N-Quads for any bulk loader come out.

Spark hands out the work, repeats what fails and commits what is written; here is only what one article is.  Needs the
extra ``spark`` and Java 17.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from hdkg.errors import SourceError, TargetError
from hdkg.pipeline.bulk.folder import Tally
from hdkg.pipeline.bulk.job import home, jobs_of

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

    from hdkg.pipeline.bulk.job import Job

ARTICLES, QUADS = "articles.parquet", "quads"
_SCHEMA = "name string, triples int, problem string, quads string"
_A_TASK = 64  # articles; a few seconds each, so that a lost task costs little


def build_on_spark(folder: str | Path, out: str | Path = "", *, processes: int = 0, strict: bool = False) -> Tally:
    """Build every article of a folder on Spark.

    Parameters
    ----------
    folder
        Where the articles stand, at the same path on every machine of the cluster.
    out
        The folder for ``articles.parquet`` (a row each: name, number of triples, problem, N-Quads) and ``quads`` (the
        same N-Quads as text files), likewise; see `jobs_of` for where it is without.  What stands there is replaced.
    processes
        How many articles are built at once where Spark is started here; 0 for as many as there are processors.  Under
        ``spark-submit`` its own settings hold.
    strict
        See `hdkg.pipeline.building.build`.

    Returns
    -------
    Tally
        As of `build_folder`; every article is built.

    Raises
    ------
    SourceError
        There is no article in the folder, or Spark is not installed.
    TargetError
        Spark cannot start or cannot write.
    """
    goal = home(folder, out).absolute()
    jobs = jobs_of(Path(folder).absolute(), goal)
    try:
        from pyspark.errors import PySparkException
    except ImportError as error:
        raise SourceError(
            "Spark is not installed", "install it with: pip install 'hdkg[spark]'", where=folder
        ) from error
    try:
        session = _session(processes)
    except (PySparkException, RuntimeError, OSError) as error:
        problem = f"Spark cannot start ({str(error).splitlines()[0]})"
        raise TargetError(problem, "install Java 17, or set JAVA_HOME", where=goal) from error
    try:
        return _built(session, jobs, goal, strict=strict)
    except PySparkException as error:
        problem = f"Spark ended the build ({str(error).splitlines()[0]})"
        raise TargetError(problem, "see what it says above", where=goal) from error
    finally:
        session.stop()


def _session(processes: int) -> SparkSession:
    """Start Spark, on this machine unless ``spark-submit`` says where."""
    from pyspark import SparkConf
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("hdkg build").config("spark.ui.showConsoleProgress", "false")
    if not SparkConf().contains("spark.master"):
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        builder = builder.master(f"local[{processes or '*'}]").config("spark.ui.enabled", "false")
    session: SparkSession = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def _built(session: SparkSession, jobs: tuple[Job, ...], goal: Path, *, strict: bool) -> Tally:
    """Build, write and count."""
    context = session.sparkContext
    slices = max(context.defaultParallelism, len(jobs) // _A_TASK)
    rows = context.parallelize(jobs, slices).map(lambda job: row_of(job, strict=strict))
    session.createDataFrame(rows, _SCHEMA).write.mode("overwrite").parquet((goal / ARTICLES).as_uri())
    whole: DataFrame = session.read.parquet((goal / ARTICLES).as_uri())
    good = whole.where("problem = ''")
    good.select("quads").write.mode("overwrite").text((goal / QUADS).as_uri())
    built = good.count()
    triples = good.groupBy().sum("triples").collect()[0][0] or 0
    problems = whole.where("problem <> ''").select("name", "problem").collect()
    return Tally(built, 0, triples, tuple(sorted((name, problem) for name, problem in problems)))


def row_of(job: Job, *, strict: bool = False) -> tuple[str, int, str, str]:
    """Build one article; return its name, how many triples it has, why it has none, and its N-Quads, sorted."""
    from hdkg.pipeline.building import build_plain
    from hdkg.pipeline.bulk.work import attempt
    from hdkg.store.filling import named_lines
    from hdkg.triples import turtle

    outcome, result = attempt(job, lambda: build_plain(job.source, corrections=job.corrections), strict=strict)
    if result is None:
        return job.name, 0, outcome.problem, ""
    name, text = named_lines(turtle(result.triples).encode(), job.target.stem)
    lines = text.decode().replace(" .\n", f" <{name}> .\n").removesuffix("\n").split("\n")
    return job.name, outcome.triples, "", "\n".join(sorted(lines))
