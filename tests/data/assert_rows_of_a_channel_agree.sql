-- A row is a channel whose spellings disagree on its group or on one of its names.
{{ channel_problems(ref('channels')) }}
