-- A row is a channel whose spellings disagree on its group or on one of its names.
select channel
from {{ ref('channels') }}
group by channel
having
    count(distinct channel_group) > 1
    or count(distinct name_en) > 1
    or count(distinct name_ru) > 1
