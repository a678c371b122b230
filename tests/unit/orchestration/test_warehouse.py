"""What a run tells when dbt fails: the sentence, not the command and its stack."""

from collections.abc import Iterator
from typing import Any
from unittest.mock import Mock

import pytest
from dagster_dbt.errors import DagsterDbtCliRuntimeError

from orchestration import warehouse
from orchestration.progress import Progress
from orchestration.run.dbt_errors import DbtFailed
from orchestration.run.lock import WarehouseHeld
from orchestration.settings import Settings

LACKING = "Encountered an error:\n  touchpoints.csv lacks channel\n  > in macro x"
FULL = 'IO Error: Could not write file "/data/w": No space left on device'
HELD = "Conflicting lock is held in /usr/bin/x (PID 7)"


@pytest.mark.parametrize(
    ("messages", "kind", "sentence"),
    [
        ([LACKING], DbtFailed, "touchpoints.csv lacks channel"),
        ([FULL], DbtFailed, "The disk of /data/w is full; make room, then run again."),
        ([HELD], WarehouseHeld, "is open in another program: /usr/bin/x, process 7"),
        ([], DbtFailed, "See .*dbt.log"),
    ],
)
def test_dbt_s_failure_is_its_sentence(
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    messages: list[str],
    kind: type[Exception],
    sentence: str,
) -> None:
    def events() -> Iterator[Any]:
        for message in messages:
            info = {"name": "MainEncounteredError", "level": "error", "msg": message}
            raw_event = {"info": info, "data": {}}
            yield Mock(
                raw_event=raw_event,
                to_default_asset_events=Mock(return_value=[]),
            )
        raise DagsterDbtCliRuntimeError("The dbt CLI process with command `dbt build`")

    monkeypatch.setattr(warehouse, "share_parse", Mock())
    dbt = Mock()
    dbt.cli.return_value.stream_raw_events = events
    with pytest.raises(kind, match=sentence):
        list(warehouse._build(Mock(), dbt, settings, Progress()))
