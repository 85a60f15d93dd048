"""Fuzzing: inputs that nobody would think of, judged by the laws.

Each module with ``judge`` and ``seeds`` is a target: ``judge(data)`` fails where an input of any
bytes breaks a law, and ``seeds()`` are inputs to begin with. ``python -m tests.fuzz`` lets
atheris, which is libFuzzer, look for such inputs by what code they reach.
"""
