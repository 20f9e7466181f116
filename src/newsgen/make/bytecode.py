"""Compiled templates on the disk; what cannot be read there is compiled anew."""

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

from newsgen.render.compiling import CODE


class Bytecode(FileSystemBytecodeCache):
    """Jinja's own cache, which looks at a file's first bytes only before it unpickles what follows."""

    def get_source_checksum(self, source: str) -> str:
        """As Jinja's; what an older newsgen has compiled reads names that a template cannot read any more."""
        return f"{super().get_source_checksum(source)}-{CODE}"

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except Exception:  # Unpickling raises many kinds for broken files.
            bucket.reset()
