-- A row is a spelling that no raw channel equals: those are trimmed and lower-cased.
select channel_alias
from {{ ref('channels') }}
where channel_alias != lower(trim(channel_alias))
