"""The engines, by the names that newsgen.yaml has for them; each is loaded when it is asked for."""

from importlib import import_module

from newsgen.config import Destination
from newsgen.deploy.targets.base import Make, Site, Target


def target_of(destination: Destination, site: Site) -> Target:
    """The target of a destination: the module that is named like its engine has a function `target`."""
    make: Make = import_module(f"{__name__}.{destination.target}").target
    return make(destination, site)
