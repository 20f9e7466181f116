"""Pillow as it reads pictures on any machine: its warnings, and what the environment makes of them, decide nothing."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def patient() -> Iterator[None]:
    """It says nothing, opens a picture of any size, and of one that breaks off it reads what browsers show.

    What is too large to be decoded is for its callers to leave (site.pictures).
    """
    from PIL import Image, ImageFile

    before = Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES = None, True
        try:
            yield
        finally:
            Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES = before
