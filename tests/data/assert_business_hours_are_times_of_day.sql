-- A row is an opening or closing that is no time of day, as `HH:MM`.
select
    calendar,
    weekday,
    opens_at,
    closes_at
from {{ ref('business_hours') }}
where
    not {{ matches('opens_at', '^([01][0-9]|2[0-3]):[0-5][0-9]$') }}
    or not {{ matches('closes_at', '^([01][0-9]|2[0-3]):[0-5][0-9]$') }}
