-- A row is a channel whose spellings disagree on its group or on one of its names, or a
-- spelling that stands for a channel.
{{ channel_problems(ref('channels')) }}
