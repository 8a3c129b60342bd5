"""Entry point of `zhubi` and `python -m editor`."""

from __future__ import annotations

import sys

from editor.neighbours import clash, explain


def main() -> None:
    """Run the command line and leave with its exit code."""
    sentence = clash()
    if not sentence:
        try:
            from editor.cli.main import run

            sys.exit(run())
        except ImportError as error:
            sentence = explain(error)
            if not sentence:
                raise
    print(f"zhubi: {sentence}", file=sys.stderr)
    sys.exit(2)


if __name__ == "__main__":
    main()
