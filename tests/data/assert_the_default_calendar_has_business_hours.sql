-- A row is the default calendar, for which `business_hours` has no row.
select '{{ var("business_calendar") }}' as business_calendar
from {{ ref('business_hours') }}
having count(*) filter (where calendar = '{{ var("business_calendar") }}') = 0
