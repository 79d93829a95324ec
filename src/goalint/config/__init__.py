"""Configuration: goalint.toml or [tool.goalint] in pyproject.toml, and what becomes of it.

Three steps: a file is read and checked (`file`), files and options are merged, each value with where it came from (`merge`),
and the result is frozen (`settings`). Nothing here is imported by a run that has no configuration but `find` and `settings`.
"""
