-- Where customers live: language, currency and time zone follow from it.
create or replace temp table countries as
select
    row_number() over (order by position)::int as country_no,
    * exclude (position)
from (
    values
    (1, 'US', 'en', 'USD', 'America/New_York', 'North America', 28),
    (2, 'GB', 'en', 'USD', 'Europe/London', 'Western Europe', 11),
    (3, 'CA', 'en', 'USD', 'America/Toronto', 'North America', 6),
    (4, 'DE', 'de', 'EUR', 'Europe/Berlin', 'Western Europe', 18),
    (5, 'AT', 'de', 'EUR', 'Europe/Vienna', 'Western Europe', 4),
    (6, 'CH', 'de', 'EUR', 'Europe/Zurich', 'Western Europe', 3),
    (7, 'RU', 'ru', 'RUB', 'Europe/Moscow', 'Eastern Europe', 24),
    (8, 'KZ', 'ru', 'RUB', 'Asia/Almaty', 'Central Asia', 4),
    (9, 'IN', 'en', 'USD', 'Asia/Kolkata', 'South Asia', 2)
) as countries(position, country, language, currency, timezone, region, weight);

set variable country_numbers = (
    select list(country_no order by country_no, share)
    from countries, range(countries.weight) as shares(share)
);

-- Seconds between local midnight and midnight UTC, so that daylight saving is exact.
create or replace temp table local_days as
select
    calendar.day,
    countries.country_no,
    epoch(timezone(countries.timezone, calendar.calendar_date::timestamp))::bigint
        as midnight_s
from calendar
cross join countries;
