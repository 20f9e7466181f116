"""Folders put to targets as a deploy does it, without newsgen.yaml and a build."""

from collections.abc import Mapping
from pathlib import Path

from newsgen.deploy.carrying import Carrier
from newsgen.deploy.local import stage_of
from newsgen.deploy.looking import Local, There, looked
from newsgen.deploy.memory import Memory
from newsgen.deploy.plan import File, Plan, plan
from newsgen.deploy.targets.base import Target
from newsgen.digests import digest_of_bytes

Files = Mapping[str, bytes]
BASE_URL = "https://paper.example"


def folder_of(folder: Path, files: Files) -> Local:
    """A folder that holds these files, and no other."""
    for path in [*folder.rglob("*")] if folder.exists() else []:
        if path.is_file():
            path.unlink()
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    known = {
        path: File(
            digest_of_bytes(data),
            len(data),
            stage_of(path, "", 3 if path.endswith(".xml") else 0),
            "",
            lasts=".hash" in path,
        )
        for path, data in files.items()
    }
    return Local(folder, known)


NOW = 1_800_000_000


def carrier_of(target: Target, local: Local, memory: Path, now: int = NOW) -> Carrier:
    return Carrier(target, Memory(memory), local, BASE_URL, lambda *_: None, lambda: now, lambda _: None)


def planned(carrier: Carrier, keep_days: int = 30, compares: bool = False) -> tuple[Plan, There]:
    now = carrier.clock()
    there = looked(carrier.target, carrier.memory, carrier.local, now, compares)
    return plan(carrier.local.files, there.held, now, keep_days, carrier.target.takes_headers), there


def carried(target: Target, local: Local, memory: Path, keep_days: int = 30, now: int = NOW) -> Plan:
    """What a deploy did."""
    carrier = carrier_of(target, local, memory, now)
    meant, there = planned(carrier, keep_days)
    if not meant.is_nothing or there.dead or there.own:
        carrier.carry(meant, there)
    return meant
