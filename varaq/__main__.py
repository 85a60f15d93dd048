"""``python -m varaq``."""

from varaq.cli import main

main()
