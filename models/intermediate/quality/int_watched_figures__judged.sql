{%- set least_rows = var('anomaly_least_rows') -%}
{%- set change = var('anomaly_least_change_share') -%}
with

expected as (
    select
        *,
        case
            when statistic in ('sum', 'geometric_mean') then spread
            -- No more even than rows that come one by one.
            else greatest(spread, 1)
        end * chance as standard_error,
        -- The same change, on the scale of each statistic.
        case statistic
            when 'count' then {{ change }} / 2 * usual_level
            when 'sum' then {{ change }}
            when 'geometric_mean' then {{ change }}
            else {{ change }} / 4
        end as least_change
    from {{ ref('int_watched_figures__expected') }}
    -- Half of the seasons and a quarter of the periods: before, nothing is usual.
    where
        scaled is not null
        and season_count >= {{ var('anomaly_seasons') }} / 2
        and surprise_count >= {{ var('anomaly_spread_periods') }} / 4
        and (
            statistic = 'count'
            -- Of a rare channel each burst would be news.
            or {{ least_rows }} <= usual_row_count * case
                when statistic != 'part_share' then 1
                else {{ figure_of_scale('statistic', 'usual_level') }}
            end
        )
),

bounded as (
    select
        *,
        greatest(
            least_change, {{ var('anomaly_standard_errors') }} * standard_error
        ) as margin
    from expected
),

final as (
    select
        measure,
        part,
        period_start,
        period_days,
        row_count,
        {{ nine_digits("case
            when statistic in ('count', 'sum') then figure_sum
            when statistic = 'geometric_mean' then exp(scaled) - 1
            else figure_sum / row_count
        end") }} as actual,
        {{ nine_digits(figure_of_scale('statistic', 'usual_level')) }} as expected,
        {{ nine_digits(figure_of_scale('statistic', 'usual_level - margin')) }} as low,
        {{ nine_digits(figure_of_scale('statistic', 'usual_level + margin')) }} as high,
        {{ nine_digits('(scaled - usual_level) / nullif(standard_error, 0)') }}
            as standard_errors,
        case
            when scaled < usual_level - margin then 'low'
            when scaled > usual_level + margin then 'high'
        end as side
    from bounded
)

select * from final
