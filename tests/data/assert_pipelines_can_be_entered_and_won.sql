-- A row is a pipeline without an open stage, or without a won one.
select pipeline
from {{ ref('deal_stages') }}
group by pipeline
having count_if(status = 'open') = 0 or count_if(status = 'won') = 0
