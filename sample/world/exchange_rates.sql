-- Daily rates against the reporting currency, with two slow waves and some noise.
create or replace temp table exchange_rates as
select
    calendar.calendar_date as rate_date,
    currencies.currency,
    (currencies.level * (
        1 + 0.05 * sin(calendar.day / 97.0 + currencies.phase)
        + 0.02 * sin(calendar.day / 23.0 + currencies.phase)
        + 0.004 * gauss(calendar.day * 10 + currencies.phase, 'rate')
    ))::decimal(18, 8) as rate_to_reporting,
    calendar.day
from calendar
cross join (
    values ('EUR', 1.09, 1), ('RUB', 0.0118, 2)
) as currencies (currency, level, phase);
