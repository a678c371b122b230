-- A row is a spelling that no raw channel equals: those are trimmed and lower-cased.
{{ spelling_problems(ref('channels'), 'channels', 'channel_alias') }}
