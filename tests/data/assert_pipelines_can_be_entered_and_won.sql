-- A row is a pipeline without an open stage, or without a won one.
select pipeline
from {{ ref('deal_stages') }}
group by pipeline
having not bool_or(status = 'open') or not bool_or(status = 'won')
