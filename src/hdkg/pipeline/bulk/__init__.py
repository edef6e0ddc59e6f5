"""A folder of articles, however many, into a folder of graphs and, if asked for, a store on disk."""

from hdkg.pipeline.bulk.folder import Tally, build_folder
from hdkg.pipeline.bulk.job import Job, jobs_of
from hdkg.pipeline.bulk.work import Outcome

__all__ = ["Job", "Outcome", "Tally", "build_folder", "jobs_of"]
