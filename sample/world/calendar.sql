-- One row per day from long before the first: how busy the shop and the office are.
-- `shop` and `office` are probabilities: what would happen on a day happens with them.
create or replace temp table calendar as
with

days as (
    select
        day::int as day,
        date '1970-01-01' + day::int as calendar_date,
        (day - getvariable('end_s') // 86400) / 365.25 as years_to_end
    from range(
        getvariable('start_s') // 86400 - 460, getvariable('end_s') // 86400 + 1
    ) as days(day)
),

factors as (
    select
        *,
        [
            0.94, 0.92, 0.99, 0.97, 0.95, 0.90, 0.86, 0.89, 1.01, 1.06, 1.16, 1.14
        ][month(calendar_date)] as month_factor,
        [1.04, 1.03, 1.02, 1.00, 0.96, 0.93, 1.01][isodow(calendar_date)]
            as weekday_factor,
        case isodow(calendar_date) when 6 then 0.06 when 7 then 0.04 else 1 end
            as workday_factor,
        case
            when month(calendar_date) = 1 and day(calendar_date) <= 7 then 0.35
            when month(calendar_date) = 12 and day(calendar_date) >= 24 then 0.45
            else 1
        end as holiday_factor,
        0.94 + 0.12 * draw(day, 'calendar/day') as day_factor
    from days
)

select
    day,
    calendar_date,
    month_factor,
    isodow(calendar_date) as weekday,
    exp(0.16 * years_to_end) * month_factor * weekday_factor * day_factor / 1.3 as shop,
    exp(0.16 * years_to_end) * month_factor * workday_factor * holiday_factor
    * day_factor / 1.3 as office
from factors;

-- Minutes of the local day at which people shop (any day) and offices work.
set variable shop_minutes = (
    select list(hour * 60 + 60 * share // 100 order by hour, share)
    from (
        select
            unnest(range(24)) as hour,
            unnest([
                2, 1, 1, 1, 1, 2, 4, 7, 10, 12, 13, 13, 14, 13, 12, 12, 12, 13, 15, 18,
                20, 18, 12, 6
            ]) as weight
    ) as hours, range(1, 100) as shares(share)
    where share % 24 < weight
);

set variable office_minutes = (
    select list(540 + minute order by minute)
    from range(540) as minutes(minute)
    where minute not between 200 and 250
);
