-- The people of a chunk. In each block of forty numbers the last six work for two
-- companies; the others are shoppers. Shoppers appear with the growth and the season of
-- the calendar.
create or replace temp table persons as
with

numbers as (
    select
        number::bigint as person_no,
        number::bigint // 40 as block_no,
        (number % 40)::int as slot
    from
        range(getvariable('first_person'), getvariable('last_person'))
            as numbers (number)
),

drawn as (
    select
        *,
        slot >= 34 as is_business,
        case when slot >= 34 then block_no * 2 + (slot - 34) // 3 end::bigint
            as account_no,
        -- the people of an account come together
        (getvariable('start_s') // 86400 - 450 + floor(
            draw(
                if(slot >= 34, -1 - (block_no * 2 + (slot - 34) // 3), person_no),
                'birth'
            )
            * (450 + (getvariable('end_s') - getvariable('start_s')) // 86400)
        ))::int as born_day
    from numbers
),

appeared as (
    select drawn.*
    from drawn
    inner join calendar on drawn.born_day = calendar.day
    where drawn.is_business or draw(drawn.person_no, 'appears') < calendar.shop
)

select
    appeared.person_no,
    appeared.block_no,
    appeared.is_business,
    appeared.account_no,
    appeared.born_day,
    countries.country_no,
    countries.country,
    countries.language,
    countries.currency,
    gauss(appeared.person_no, 'propensity') as propensity,
    gauss(appeared.person_no, 'satisfaction') as satisfaction,
    case
        when draw(appeared.person_no, 'rhythm') < 0.24
            then 45 + 80 * draw(appeared.person_no, 'rhythm/days')
    end as loyal_gap_days,
    1 + (draw(appeared.person_no, 'devices') > 0.62)::int
    + (draw(appeared.person_no, 'devices') > 0.92)::int as device_count,
    -- some register without buying: at once, or after days or months (late logins)
    case
        when appeared.is_business or draw(appeared.person_no, 'registers') < 0.10
            then
                appeared.born_day
                + floor(pow(draw(appeared.person_no, 'registers/days'), 3) * 90)::int
    end as registered_day,
    draw(appeared.person_no, 'consent') < 0.72 as has_consent,
    noise(appeared.person_no // 3, 'tablet') % 60 = 0 as shares_tablet
from appeared
inner join countries
    on pick(
        getvariable('country_numbers'),
        coalesce(appeared.account_no, -1 - appeared.person_no),
        'country'
    ) = countries.country_no;
