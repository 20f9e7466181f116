"""A file's stamp: all that the system tells of it without reading it. Where it is another, the file is read."""

import os
import sys
import time
from pathlib import Path

from newsgen.digests import digest_of_file

# A file younger than this may change again within the same tick of its disk's clock (2 s on FAT).
YOUNG_NS = 3_000_000_000

# The stamp that proves nothing: a file that has it is read.
UNSURE = 0


if sys.platform == "win32":

    def stamp(stat: os.stat_result) -> int:
        """Size, the time of the last change, and that of the file's birth.

        A folder's listing tells neither inode nor device here.
        """
        return hash((stat.st_mtime_ns, stat.st_size, stat.st_ctime_ns))

else:

    def stamp(stat: os.stat_result) -> int:
        """Size, the times of the last change of bytes and of anything, inode and device, in one number of 64 bits.

        Whoever copies, unpacks or restores a file can give it an older `mtime`, but never the `ctime` that another
        file had.
        """
        # Whole numbers have the same hash in every process; of PYTHONHASHSEED it is texts that depend.
        return hash((stat.st_mtime_ns, stat.st_size, stat.st_ctime_ns, stat.st_ino, stat.st_dev))


def sure(stat: os.stat_result, since_ns: int) -> int:
    """The stamp of a file that nobody has touched since a moment; UNSURE of one that somebody has."""
    return UNSURE if stat.st_mtime_ns > since_ns or stat.st_ctime_ns > since_ns else stamp(stat)


def young_since() -> int:
    """The moment, in nanoseconds since 1970, after which a file that is looked at from now on counts as young."""
    return time.time_ns() - YOUNG_NS


def file_digest(path: Path) -> bytes:
    """The digest of a file's bytes, as those of outputs are made."""
    with path.open("rb") as file:
        return digest_of_file(file)
