"""The door: ``python build.py [COMMAND]`` is the ``varaq`` command."""

from varaq.cli import main

if __name__ == "__main__":
    main()
