"""Measures the models: how long a build takes, and how long it would have to.

`python -m benchmarks` generates data, builds the warehouse from it, and compares the
build with a floor and with other tools, all in one run. See `docs/benchmarks.md`.
"""
