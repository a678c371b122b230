"""`python -m orchestration.forgetting`: forgets a person.

Belongs here: what is asked, what is said, and the exit code. How it is done belongs in
`forget`.
"""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence

import duckdb

from orchestration.dbt_manifest import DbtManifest, ManifestError, ensure_manifest
from orchestration.erased_ids import ErasedIdsError
from orchestration.forgetting.forget import Forgotten, UnknownCustomer, forget
from orchestration.forgetting.warehouse import NotErased
from orchestration.publishing.folder import PublishingError
from orchestration.run.lock import WarehouseHeld, hold
from orchestration.run.obstacles import database_sentence, system_sentence
from orchestration.settings import Settings, SettingsError

UNKNOWN = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Forget: 0 when nothing of them is left, 1 when that cannot be, 2: who is that?"""
    parser = ArgumentParser(
        prog="make forget",
        description="Erase a person from warehouse and builds, and keep them erased.",
    )
    parser.add_argument("customer", help="a customer id, or anon:<anonymous_id>")
    customer = parser.parse_args(arguments).customer
    try:
        settings = Settings.from_environment(os.environ)
        settings.database.parent.mkdir(parents=True, exist_ok=True)
        # A killed process leaves its line there: this one names nobody.
        with hold(settings.lock_file, "make forget"):
            manifest = DbtManifest.read(ensure_manifest(settings.root))
            print(_told(customer, forget(settings, manifest, customer)))
    except UnknownCustomer as error:
        print(error, file=sys.stderr)
        return UNKNOWN
    except NotErased as error:
        return _fail(f"{error}\nNot forgotten yet: mend this, then run it again.")
    except duckdb.Error as error:
        message = str(error)
        return _fail(database_sentence(message, settings.database) or message)
    except OSError as error:
        return _fail(system_sentence(error, settings.database))
    except (
        SettingsError,
        ErasedIdsError,
        ManifestError,
        PublishingError,
        WarehouseHeld,
    ) as error:
        return _fail(str(error))
    return 0


def _told(customer: str, forgotten: Forgotten) -> str:
    done = f"{customer} is forgotten"
    if forgotten.is_again:
        done = f"{customer} was forgotten before, and is now where that id still stood"
    lines = [
        f"{done}: warehouse, {len(forgotten.builds)} published build(s), "
        f"{len(forgotten.files)} other file(s).",
        "Published sums still count them until the next `make run`.",
    ]
    if unsearched := forgotten.line_of_unsearched:
        lines.append(unsearched)
    return "\n".join([*lines, *forgotten.lines_of_others])


def _fail(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
