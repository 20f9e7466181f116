"""`newsgen`, and `python -m newsgen`."""

import gc


def main() -> None:
    """Load the command line, and run it.

    What is loaded stays, and holds no cycles that anybody could find: to look for some takes 5 ms of a build that has
    nothing to do.
    """
    gc.disable()
    from newsgen.cli import main as run

    gc.freeze()
    gc.enable()
    run()


if __name__ == "__main__":
    main()
