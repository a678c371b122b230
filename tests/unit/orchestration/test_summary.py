from collections.abc import Mapping

from orchestration.publishing.folder import PublishedFolder
from orchestration.publishing.manifest import BuildManifest, FileEntry, MartEntry
from orchestration.run.summary import nothing_new_sentence, raw_row_table, summarise
from orchestration.settings import Settings


def build(raw_rows: Mapping[str, Mapping[str, int]]) -> BuildManifest:
    return BuildManifest(
        build_id="20260301T093000.005Z-0000000a",
        as_of="2026-01-31T00:00:00Z",
        built_at="2026-03-01T09:30:00Z",
        project_version="0.1.0",
        revision=None,
        versions={},
        settings={},
        raw_files={},
        raw_rows=raw_rows,
        marts={
            name: MartEntry(rows, f"marts/{name}.parquet", 1, "", {})
            for name, rows in {"dim_customers": 1200, "fct_orders": 34}.items()
        },
        database=FileEntry("journey.duckdb", 1, ""),
        future_until=None,
        inputs=None,
    )


def test_rows_of_a_table_add_up_to_what_came_in() -> None:
    table = raw_row_table(
        build(
            {
                "deals": {"used": 1000, "rejected": 20, "duplicate": 3},
                "orders": {"used": 5, "withdrawn": 1},
                "products": {"used": 0},
            }
        )
    )
    assert table == [
        ("raw rows", "in", "used", "rejected", "duplicate", "withdrawn"),
        ("deals", "1,023", "1,000", "20", "3", "0"),
        ("orders", "6", "5", "0", "0", "1"),
        ("all", "1,029", "1,005", "20", "3", "1"),
    ]


def test_a_rare_place_has_a_column_where_a_row_ended_there() -> None:
    header, deals, _all = raw_row_table(build({"deals": {"used": 1, "after_as_of": 2}}))
    assert header[-1] == "after_as_of"
    assert deals[1] == "3"


def test_the_summary_says_what_came_out_and_where_it_lies(settings: Settings) -> None:
    text = "\n".join(summarise(build({}), settings, 61.4))
    assert "2 marts with 1,234 rows, as of 2026-01-31T00:00:00Z, in 61 seconds" in text
    assert str(settings.publish_dir / "current") in text
    assert str(settings.database) in text


def test_where_nothing_is_new_the_current_build_is_named(settings: Settings) -> None:
    sentence = nothing_new_sentence(build({}), settings)
    assert "Nothing is new" in sentence
    assert "20260301T093000.005Z-0000000a, as of 2026-01-31T00:00:00Z" in sentence
    assert str(settings.publish_dir / "current") in sentence
    assert "--force" in sentence


def test_readers_who_were_sent_back_are_not_said_to_have_the_newest(
    settings: Settings,
) -> None:
    folder = PublishedFolder(settings.publish_dir)
    earlier = "20260201T093000.005Z-0000000b"
    for name in (earlier, build({}).build_id):
        (folder.builds / name).mkdir(parents=True)
    folder.roll_back(earlier)
    sentence = nothing_new_sentence(build({}), settings)
    assert f"sent back to {earlier}" in sentence
    assert f"make rollback BUILD={build({}).build_id}" in sentence
