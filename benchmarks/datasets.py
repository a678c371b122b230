"""Raw tables of a size, generated once.

Belongs here: where they are kept and when they are made again. What is in them belongs
in `sample`, which of them come later in `tasks.split`.
"""

import hashlib
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from orchestration.settings import REPO_ROOT

GENERATOR = REPO_ROOT / "sample"
# Says which generator wrote a data set.
STAMP = "generator.sha256"
# What was there before all batches.
BASE = "base"


@dataclass(frozen=True)
class Dataset:
    """Clean raw tables in Parquet: about so many touchpoints, of a seed."""

    touchpoints: int
    seed: int
    folder: Path

    @property
    def raw_dir(self) -> Path:
        """The folder of the raw tables."""
        return self.folder / "raw"

    @property
    def is_current(self) -> bool:
        """Whether it is there, complete, and of the generator as it stands."""
        stamp = self.folder / STAMP
        return stamp.exists() and stamp.read_text("utf-8") == generator_hash()

    def generate(self, threads: int) -> None:
        """Write it anew; the stamp comes last, so that half a data set is none."""
        written_by = generator_hash()
        if self.folder.exists():
            shutil.rmtree(self.folder)
        options = {
            "--touchpoints": self.touchpoints,
            "--seed": self.seed,
            "--threads": threads,
            "--format": "parquet",
            "--out": self.folder,
        }
        arguments = [str(part) for option in options.items() for part in option]
        # In a process of its own: this one has to stay small; see `processes.run_task`.
        subprocess.run(
            [sys.executable, "-m", "sample", "generate", "--clean", *arguments],
            cwd=REPO_ROOT,
            stdout=subprocess.DEVNULL,
            check=True,
        )
        (self.folder / STAMP).write_text(written_by, encoding="utf-8")


def batch_name(number: int) -> str:
    """The folder of what came later, in batches from 1."""
    return f"batch-{number}"


def generator_hash(generator: Path = GENERATOR) -> str:
    """The hash of the code that makes the data, not of the data it once made."""
    digest = hashlib.sha256()
    for path in sorted(generator.rglob("*")):
        if path.suffix in {".py", ".sql"}:
            digest.update(path.relative_to(generator).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
