-- A row is a calendar whose hours are told in several time zones.
select
    calendar,
    count(distinct timezone) as timezone_count
from {{ ref('business_hours') }}
group by calendar
having count(distinct timezone) > 1
