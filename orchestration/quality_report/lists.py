"""The lists of the page: what each asks the warehouse, and how much of it is taken.

Belongs here: queries, their order, and how many rows of each a page holds. What becomes
of the rows belongs in `content`.
"""

from dataclasses import dataclass

# A page of some megabytes opens on a phone; the marts hold the rest.
MOST_ROWS = 500
MOST_REJECTED_ROWS = 5000
MOST_CHECKS = 3000
MOST_RUNS = 120
# Runs of a trend that stands in a line of a table.
TREND_RUNS = 30
# Days before `as_of` of which arrivals are shown one by one.
ARRIVAL_DAYS = 60

# Columns of a contact whose gaps a steward can close at the source.
CONTACT_FIELDS = (
    "raw_customer_id",
    "anonymous_id",
    "campaign",
    "content",
    "product_id",
    "deal_id",
    "owner",
    "outcome",
    "topic",
    "duration_seconds",
    "page",
    "device",
    "country",
    "cost",
)


@dataclass(frozen=True)
class Listing:
    """A list of the page: its first `most` rows; `home` holds all of them."""

    home: str
    sql: str
    most: int = MOST_ROWS


# Days on which a table received rows; which tables are watched, a seed says.
ARRIVAL_DAYS_SQL = """
    select
        replace(measures.source, 'base_', '') as table_name,
        figures.period_start as day,
        cast(figures.figure_sum as bigint) as row_count
    from warehouse.intermediate.int_watched_figures__raw as figures
    inner join warehouse.rules.quality_measures as measures
        on figures.measure = measures.measure
    where
        measures.source like 'base\\_%' escape '\\'
        and measures.date_column = 'loaded_at'
        and measures.grain = 'day'
        and measures.statistic = 'count'
        and figures.figure_sum > 0
"""
LATEST_RUN = "(select max(run_at) from warehouse.quality.runs where check_count > 0)"
AS_OF_DAY = "(select cast(as_of as date) from warehouse.intermediate.int_horizon)"

# A waiver is of a kind of values, or of one column that nobody reads.
UNMAPPED_SQL = """
    select
        kind, value, pipeline, row_count, first_seen_at, last_seen_at,
        exists (
            from warehouse.marts.fct_quality_results as results
            where
                results.is_latest
                and results.status = 'waived'
                and results.rule = 'unmapped:' || unmapped.kind
                and (
                    unmapped.kind != 'column'
                    or concat_ws('.', results.table_name, results.column_name)
                    = unmapped.value
                )
        ) as is_waived
    from warehouse.marts.agg_unmapped_values as unmapped
"""

LISTS = {
    # With what was found at the borders, after dbt had ended.
    "runs": Listing(
        "quality.runs",
        """
        with problems as (
            select
                run_id,
                count(*) as problem_count,
                bool_or(severity = 'error' and status in ('failed', 'error'))
                    as is_blocked
            from warehouse.marts.fct_quality_results where status != 'passed'
            group by run_id
        )

        select
            runs.run_id, runs.run_at, runs.check_count,
            runs.is_sound and not coalesce(problems.is_blocked, false) as is_sound,
            coalesce(problems.problem_count, 0) as problem_count
        from warehouse.quality.runs as runs
        left join problems on runs.run_id = problems.run_id
        where runs.check_count > 0
        order by runs.run_at desc, runs.run_id desc
        """,
        MOST_RUNS,
    ),
    # Whole deliveries before single rows, the most rows first.
    "checks": Listing(
        "fct_quality_results",
        f"""
        select
            results.check_id, results.kind, results.rule, results.table_name,
            results.column_name, results.dimension, results.severity, results.status,
            results.failing_row_count, results.example_keys, results.first_seen_at,
            results.last_seen_at, results.age_days, results.run_at,
            results.run_at = {LATEST_RUN} as is_of_latest_run,
            results.first_seen_at = {LATEST_RUN} as is_new, results.owner,
            rules.name_en, rules.name_ru
        from warehouse.marts.fct_quality_results as results
        left join warehouse.rules.quality_rules as rules on results.rule = rules.rule
        where results.is_latest
        order by
            results.status = 'passed', results.severity,
            case
                when results.kind in ('expectation', 'freshness') then 1
                when results.kind = 'schema' then 2
                when results.kind = 'anomaly' then 3
                -- A column that nobody reads harms none of its rows.
                when results.rule = 'unmapped:column' then 5
                else 4
            end,
            results.failing_row_count desc, results.table_name, results.column_name,
            results.rule, results.check_id
        """,
        MOST_CHECKS,
    ),
    "fixed": Listing(
        "fct_quality_results",
        f"""
        with history as (
            select
                *,
                lag(status) over checks as earlier_status,
                lag(first_seen_at) over checks as known_since
            from warehouse.marts.fct_quality_results
            window checks as (partition by check_id order by run_at, run_id)
        )

        select
            history.rule, history.table_name, history.column_name,
            history.known_since, history.last_seen_at, rules.name_en, rules.name_ru
        from history
        left join warehouse.rules.quality_rules as rules on history.rule = rules.rule
        where
            history.is_latest
            and history.status = 'passed'
            and history.earlier_status != 'passed'
            and history.run_at = {LATEST_RUN}
        order by all
        """,
    ),
    "owners": Listing(
        "seeds/quality_owners.csv",
        """
        select distinct owner, name_en, name_ru from warehouse.rules.quality_owners
        order by all
        """,
    ),
    # What asks for a decision first: the problem is there and nobody waives it.
    "waivers": Listing(
        "seeds/quality_waivers.csv",
        f"""
        with met as (
            select
                waivers.*,
                waivers.expires_on < cast({LATEST_RUN} as date) as is_expired,
                bool_or(results.status = 'waived') as is_waiving,
                bool_or(results.status = 'failed') as is_failing,
                bool_or(results.status = 'failed' and results.severity = 'error')
                    as is_blocking,
                list(results.check_id order by results.check_id) filter (
                    results.check_id is not null
                ) as check_ids,
                -- Where it fails and whose that is; a waiver need name no table.
                list_sort(list(
                    distinct concat_ws('.', results.table_name, results.column_name)
                ) filter (results.status = 'failed')) as failing_places,
                list_sort(list(distinct results.owner) filter (
                    results.status = 'failed' and results.owner is not null
                )) as owners
            from warehouse.rules.quality_waivers as waivers
            left join warehouse.marts.fct_quality_results as results
                on
                    results.is_latest
                    and results.status != 'passed'
                    and quality.waiver_covers(
                        waivers.rule, waivers.table_name, waivers.column_name,
                        results.rule, results.table_name, results.column_name
                    )
            group by all
        ),

        -- Problems that a waiver would cover if it named another column, or none.
        near as (
            select
                waivers.rule, waivers.table_name, waivers.column_name,
                bool_or(results.column_name is null) as is_of_whole_table,
                string_agg(
                    distinct results.column_name, ', ' order by results.column_name
                ) as columns_with_problem
            from warehouse.rules.quality_waivers as waivers
            inner join warehouse.marts.fct_quality_results as results
                on
                    results.is_latest
                    and results.status != 'passed'
                    and quality.waiver_covers(
                        waivers.rule, waivers.table_name, null,
                        results.rule, results.table_name, results.column_name
                    )
            where waivers.column_name is not null
            group by all
        )

        select
            met.rule, met.table_name, met.column_name, reason, granted_by, expires_on,
            check_ids, near.is_of_whole_table, near.columns_with_problem,
            coalesce(failing_places, []) as failing_places,
            coalesce(owners, []) as owners, rules.name_en, rules.name_ru,
            case
                when is_expired and is_failing then 'fails_again'
                when is_expired then 'expired'
                when is_waiving then 'in_force'
                else 'matches_nothing'
            end as state
        from met
        left join near
            on
                met.rule = near.rule
                and met.table_name is not distinct from near.table_name
                and met.column_name = near.column_name
        left join warehouse.rules.quality_rules as rules on met.rule = rules.rule
        order by
            state = 'fails_again' desc, coalesce(is_blocking, false) desc, is_expired,
            expires_on, met.rule,
            met.table_name, met.column_name
        """,
    ),
    # What is recent first, then what is furthest off; no distance: it never varied.
    "anomalies": Listing(
        "agg_quality_anomalies",
        """
        select
            anomalies.* exclude (measure), measures.name_en, measures.name_ru,
            measures.source, measures.date_column, measures.per_column, measures.value,
            results.owner
        from warehouse.marts.agg_quality_anomalies as anomalies
        left join warehouse.rules.quality_measures as measures
            on anomalies.measure = measures.measure
        left join warehouse.marts.fct_quality_results as results
            on
                results.is_latest
                and results.kind = 'anomaly'
                and anomalies.is_recent
                and results.table_name = anomalies.table_name
                and results.column_name is not distinct from anomalies.column_name
                and split_part(results.rule, ':', 2) = anomalies.statistic
        order by
            anomalies.is_recent desc, abs(anomalies.standard_errors) desc nulls first,
            anomalies.period_start desc, anomalies.anomaly_id
        """,
    ),
    "watched": Listing(
        "int_watched_figures__judged",
        """
        select count(distinct (measure, part)) as figure_count
        from warehouse.intermediate.int_watched_figures__judged
        """,
    ),
    # Late ones first, then what is oldest; tables without a sound row have no age.
    "arrivals": Listing(
        "agg_raw_arrivals",
        f"""
        with

        brought as (
            select table_name, max(raw_row_count) as raw_row_count
            from warehouse.marts.agg_raw_rows group by table_name
        ),

        days as ({ARRIVAL_DAYS_SQL}),

        gaps as (
            select
                table_name,
                lag(day) over (partition by table_name order by day) + 1 as gap_start,
                day - 1 as gap_end,
                day - lag(day) over (partition by table_name order by day) as day_count
            from (
                select table_name, day from days
                union
                -- The day of `as_of` is not over.
                select distinct table_name, {AS_OF_DAY} from days
            )
        ),

        usual as (
            select
                table_name,
                median(day_count) as usual_days,
                arg_max(gap_start, (day_count, gap_end))
                    filter (where gap_end >= {AS_OF_DAY} - {ARRIVAL_DAYS})
                    as gap_start,
                arg_max(gap_end, (day_count, gap_end))
                    filter (where gap_end >= {AS_OF_DAY} - {ARRIVAL_DAYS})
                    as gap_end,
                max(day_count - 1)
                    filter (where gap_end >= {AS_OF_DAY} - {ARRIVAL_DAYS})
                    as gap_days
            from gaps group by table_name
        )

        select
            brought.table_name, brought.raw_row_count,
            coalesce(arrivals.row_count, 0) as sound_row_count, arrivals.newest_at,
            arrivals.hours_behind, arrivals.most_hours_behind,
            coalesce(arrivals.hours_behind > arrivals.most_hours_behind, false)
                as is_late,
            arrivals.within_day_share, arrivals.within_week_share,
            usual.usual_days, usual.gap_days, usual.gap_start, usual.gap_end
        from brought
        left join warehouse.marts.agg_raw_arrivals as arrivals
            on brought.table_name = arrivals.table_name
        left join usual on brought.table_name = usual.table_name
        order by
            is_late desc,
            arrivals.row_count is null and brought.raw_row_count > 0 desc,
            arrivals.hours_behind desc nulls last,
            brought.table_name
        """,
    ),
    "arrival_days": Listing(
        "int_watched_figures__raw",
        f"""
        select table_name, {AS_OF_DAY} - day as days_ago, row_count
        from ({ARRIVAL_DAYS_SQL})
        where day > {AS_OF_DAY} - {ARRIVAL_DAYS} and day <= {AS_OF_DAY}
        order by all
        """,
        most=20 * ARRIVAL_DAYS,
    ),
    # What is gone first, then the newest deliveries.
    "file_changes": Listing(
        "fct_raw_file_changes",
        """
        select
            table_name, column_name, change_kind, source_file, file_format,
            previous_format, is_latest, file_number
        from warehouse.marts.fct_raw_file_changes
        union all
        select table_name, column_name, 'gone', null, null, null, true, null
        from warehouse.intermediate.int_raw_columns__vanished
        order by
            is_latest desc, change_kind = 'gone' desc,
            change_kind = 'column_vanished' desc, table_name, file_number desc,
            change_kind, column_name
        """,
    ),
    "reconciliation": Listing(
        "agg_reconciliation",
        """
        select table_name, mart_name, figure, raw_sum, mart_sum, difference
        from warehouse.marts.agg_reconciliation
        order by
            difference = 0, figure != 'rows', abs(difference) desc, table_name, figure
        """,
    ),
    # Tables with a problem, the most rows first.
    "scorecard": Listing(
        "agg_quality_scorecard",
        """
        with tables as (
            select
                table_name,
                sum(failing_row_count) as row_count,
                sum(failed_count) as problem_count
            from warehouse.marts.agg_quality_scorecard
            group by table_name having sum(failed_count + waived_count) > 0
        )

        select
            cards.table_name, cards.dimension, cards.check_count, cards.passed_count,
            cards.waived_count, cards.failed_count, cards.failing_row_count,
            cards.passed_share, cards.sound_row_share, cards.oldest_problem_at
        from warehouse.marts.agg_quality_scorecard as cards
        inner join tables on cards.table_name = tables.table_name
        order by
            tables.row_count desc, tables.problem_count desc, cards.table_name,
            cards.dimension
        """,
        most=3 * MOST_ROWS,
    ),
    "trends": Listing(
        "fct_quality_results",
        f"""
        with last_runs as (
            select run_at from warehouse.quality.runs where check_count > 0
            order by run_at desc limit {TREND_RUNS}
        )

        select results.table_name, results.run_at, count(*) as problem_count
        from warehouse.marts.fct_quality_results as results
        inner join last_runs on results.run_at = last_runs.run_at
        where results.status in ('failed', 'error')
        group by results.table_name, results.run_at
        order by all
        """,
        most=100 * TREND_RUNS,
    ),
    "raw_rows": Listing(
        "agg_raw_rows",
        """
        select table_name, place, row_count from warehouse.marts.agg_raw_rows
        where raw_row_count > 0 order by all
        """,
    ),
    "rejected": Listing(
        "fct_rejected_rows",
        """
        select table_name, source_file, source_row_number, reasons, raw_row
        from warehouse.marts.fct_rejected_rows
        order by table_name, source_file, source_row_number
        """,
        MOST_REJECTED_ROWS,
    ),
    # What most of these rows are rejected for, and is work for later: asked of the rows
    # themselves, for checks may be of an earlier run than they are.
    "rejected_work": Listing(
        "fct_rejected_rows",
        """
        with reasons as (
            select table_name, trim(unnest(string_split(reasons, ';'))) as reason
            from warehouse.marts.fct_rejected_rows
        ),

        problems as (
            select
                table_name,
                split_part(reason, ': ', 1) as column_name,
                'rejected:' || split_part(reason, ': ', 2) as rule,
                count(*) as failing_row_count
            from reasons
            -- A parser's message may hold the separator itself.
            where reason like '%: %'
            group by all
        )

        select problems.*, rules.name_en, rules.name_ru
        from problems
        left join warehouse.rules.quality_rules as rules on problems.rule = rules.rule
        where not exists (
            from warehouse.marts.fct_quality_results as results
            where
                results.is_latest
                and results.table_name = problems.table_name
                and results.column_name = problems.column_name
                and results.rule = problems.rule
                and (
                    results.status = 'waived'
                    or (results.status = 'failed' and results.severity = 'error')
                )
        )
        qualify row_number() over (
            order by failing_row_count desc, table_name, column_name, problems.rule
        ) = 1
        """,
    ),
    "unmapped": Listing(
        "agg_unmapped_values",
        f"{UNMAPPED_SQL} order by is_waived, row_count desc, kind, value, pipeline",
    ),
    "unmapped_work": Listing(
        "agg_unmapped_values",
        f"""
        select count(*) as value_count, sum(row_count)::bigint as row_count
        from ({UNMAPPED_SQL}) where not is_waived having count(*) > 0
        """,
    ),
    "contacts": Listing(
        "fct_touchpoints",
        f"""
        select
            channel, touchpoint_type, any_value(journey_stage) as journey_stage,
            count(*) as contact_count, min(occurred_at) as first_at,
            max(occurred_at) as last_at,
            [{", ".join(f"count({name})" for name in CONTACT_FIELDS)}] as filled_counts
        from warehouse.marts.fct_touchpoints
        group by channel, touchpoint_type
        order by contact_count desc, channel, touchpoint_type
        """,
    ),
    "stages": Listing(
        "fct_touchpoints",
        """
        select
            stages.name_en, stages.name_ru,
            count(contacts.touchpoint_id) as contact_count
        from warehouse.rules.journey_stages as stages
        left join warehouse.marts.fct_touchpoints as contacts
            on stages.stage = contacts.journey_stage
        group by stages.name_en, stages.name_ru, stages.stage_order
        order by stages.stage_order
        """,
    ),
}

# How each reason of a rejected row is said in Russian: as the rule that it breaks, but
# for the word before it. In English the page says what the mart does.
REASON_NAMES = """
    select
        split_part(rule, 'rejected:', 2) as reason,
        regexp_replace(name_ru, '^отклонено: ', '') as name_ru
    from warehouse.rules.quality_rules
    where starts_with(rule, 'rejected:') and name_ru is not null
    order by all
"""

# Figures of the whole, however much of the lists the page takes: one row.
FIGURES = f"""
    with latest as (
        select
            *,
            status in ('failed', 'error') as is_open,
            first_seen_at = {LATEST_RUN} as is_new
        from warehouse.marts.fct_quality_results where is_latest
    )

    select
        count(*) filter (where is_open and severity = 'error') as blocking_count,
        count(*) filter (where is_open and severity != 'error') as open_count,
        count(*) filter (where is_open and is_new) as new_count,
        count(*) filter (where status = 'waived') as waived_count,
        count(*) filter (where status = 'waived' and severity = 'error')
            as waived_blocking_count,
        count(distinct table_name) as table_count
    from latest
"""
