"""Compiled templates on the disk; what cannot be read there is compiled anew."""

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket


class Bytecode(FileSystemBytecodeCache):
    """Jinja's own cache, which looks at a file's first bytes only before it unpickles what follows."""

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except Exception:  # Unpickling raises many kinds for broken files.
            bucket.reset()
