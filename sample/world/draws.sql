-- Random numbers without a generator: each is a function of the seed, the thing that it
-- is drawn for and the purpose, so that neither threads nor chunks can change a row.
-- The outer hash is needed: DuckDB combines columns by xor, which alone would make the
-- draws of one thing for two purposes mirror images of each other.
create or replace macro noise(thing, purpose) as
hash(xor(hash(thing), hash(getvariable('seed'), purpose)));

create or replace macro draw(thing, purpose) as
((noise(thing, purpose) >> 11)::double + 0.5) / 9007199254740992.0;

create or replace macro pick(choices, thing, purpose) as
choices[1 + (noise(thing, purpose) % len(choices)::ubigint)::int];

create or replace macro gauss(thing, purpose) as
sqrt(-2 * ln(draw(thing, purpose))) * cos(2 * pi() * draw(thing, purpose || '/angle'));

-- Weibull: shape 1 is the exponential.
create or replace macro weibull(thing, purpose, shape, scale) as
scale * pow(-ln(draw(thing, purpose)), 1 / shape);

create or replace macro at_second(seconds) as
make_timestamp((seconds)::bigint * 1000000);

-- Loads run every hour; `delay_days` is for rows that come late. Nothing is loaded
-- after the horizon.
create or replace macro loaded(occurred_s, thing, delay_days) as
at_second(least(
    ((occurred_s)::bigint // 3600 + 1) * 3600
    + 300 + (noise(thing, 'load') % 900)::bigint
    + (86400 * (delay_days))::bigint,
    getvariable('end_s') + 3600
));

-- The sales team works from 07:00 to 16:00 UTC, Monday to Friday: what falls outside is
-- done at the beginning of the next working day. 1970-01-01 was a Thursday.
create or replace macro office_second(planned_s) as
case
    when (planned_s // 86400 + 3) % 7 < 5 and planned_s % 86400 between 25200 and 57600
        then planned_s
    when (planned_s // 86400 + 3) % 7 < 5 and planned_s % 86400 < 25200
        then planned_s // 86400 * 86400 + 25200 + planned_s % 3600
    else (planned_s // 86400 + case (
        planned_s // 86400 + 3) % 7
        when 4 then 3 when 5 then 2
        else 1
    end) * 86400 + 25200 + planned_s % 3600
end;

create or replace macro late_days(thing) as
case
    when draw(thing, 'late') < 0.01
        then 1 + floor(5 * draw(thing, 'late/days'))
    else 0
end;

create or replace macro logistic(log_odds_of) as 1 / (1 + exp(-(log_odds_of)));

create or replace macro log_odds(chance) as ln((chance) / (1 - (chance)));

-- Won is an advance out of the last stage; what remains of the chances is a loss.
create or replace macro stage_outcome(
    thing, advance_chance, return_chance, disqualify_chance
) as
case
    when draw(thing, 'stage/outcome') < advance_chance then 'advanced'
    when draw(thing, 'stage/outcome') < advance_chance + return_chance then 'returned'
    when
        draw(thing, 'stage/outcome')
        < advance_chance + return_chance + disqualify_chance
        then 'disqualified'
    else 'lost'
end;

create or replace macro sales_owner(number) as [
    'anna.petrova', 'ben.carter', 'clara.schmidt', 'dmitri.ivanov', 'emma.jones',
    'felix.wagner', 'grace.lee', 'hans.becker', 'irina.smirnova', 'jack.miller',
    'katja.braun', 'leo.orlov'
][number];

-- The share of a standard normal below z, within 0.0003; rounded so that no platform's
-- last digit can move a score.
create or replace macro normal_share(z) as
round(logistic(1.5976 * (z) + 0.07056 * (z) * (z) * (z)), 9);
