-- Touchpoints in the form of the contract: each burst meets the steps of its script.
create or replace temp table scripted as
select
    bursts.*,
    pick(script_kinds.script_numbers, bursts.burst_hash, 'script') * 16
    + coalesce(bursts.entry_no, 0) as script_key,
    spellings.spelling,
    -- people read at different speeds
    0.5 + (bursts.burst_hash % 1000) / 800.0 as tempo,
    case
        when bursts.language = 'ru' then '/ru' when
            bursts.language = 'de'
            then '/de'
        else '/en'
    end as page_root,
    case when bursts.anonymous_id is not null then channels.referrer end as referrer
from bursts
inner join script_kinds on bursts.kind = script_kinds.kind
inner join channels on bursts.channel_no = channels.channel_no
inner join spellings
    on
        bursts.channel_no = spellings.channel_no
        and (bursts.burst_hash >> 10)::bigint & 15 = spellings.spelling_no;

create or replace temp view raw_touchpoints as
with

touched as (
    select
        scripted.*,
        script_steps.* exclude (script_key, kind),
        hash(xor(scripted.burst_hash, hash(script_steps.step_number))) as touch_noise,
        scripted.started_s + (
            scripted.tempo * script_steps.offset_s
        )::bigint + (script_steps.running_share * scripted.span_s)::bigint as planned_s,
        if(script_steps.is_in_office_hours, office_second(planned_s), planned_s)
            as occurred_s
    from scripted
    inner join script_steps on scripted.script_key = script_steps.script_key
    -- all of them (1), unless a sample is enough
    where (scripted.burst_hash >> 20) % getvariable('one_burst_in') = 0
)

select
    't-' || burst_id || step_suffix as touchpoint_id,
    at_second(occurred_s) as occurred_at,
    -- what happens away from the screen needs a name, where there is one
    case
        when anonymous_id is null or is_off_device or step_number >= login_step
            then customer_id
    end as customer_id,
    case when customer_id is null or not is_off_device then anonymous_id end
        as anonymous_id,
    spelling as channel,
    touchpoint_type,
    campaign,
    case when campaign is not null then 'variant_' || (1 + burst_hash % 3) end
        as content,
    case when has_product then product_id end as product_id,
    deal_id,
    case_id,
    order_id,
    owner,
    direction,
    is_automated,
    outcomes[1 + (touch_noise % len(outcomes)::ubigint)::int] as outcome,
    topics[1 + (burst_hash % len(topics)::ubigint)::int] as topic,
    (typical_seconds * (3 + touch_noise % 30)::int // 10)::int as duration_seconds,
    case
        when is_product_page then page_root || '/p/' || product_id
        when page is not null then page_root || page
    end as page,
    case when step_number <= 1 then referrer end as referrer,
    device,
    country,
    case when anonymous_id is not null then burst_id end as source_session_id,
    case when touchpoint_type = 'purchase' then value end as value,
    currency,
    case when channel_no = 13 then click_cost end::decimal(18, 2) as cost,
    case
        when is_page then
            180 + ((touch_noise >> 8) % 900)::int
            + if((touch_noise >> 20) % 40 = 0, 4000, 0)
    end as load_ms,
    case when is_page then (touch_noise >> 28) % 120 = 0 end as is_error,
    case when is_page then (burst_hash >> 30) % 4 = 0 end as is_personalised,
    at_second(least(
        (occurred_s // 3600 + 1) * 3600 + 300 + ((touch_noise >> 36) % 900)::bigint
        + if(
            (touch_noise >> 46) % 100 = 0,
            86400 * (1 + (touch_noise >> 54) % 5)::bigint,
            0
        ),
        getvariable('end_s') + 3600
    )) as loaded_at,
    null::timestamp as updated_at,
    null::boolean as is_deleted,
    case
        when anonymous_id is not null then 'web' when
            deal_id is not null
            then 'crm'
        else 'mail'
    end
        as source_system
from touched
where
    occurred_s < getvariable('end_s')
    and occurred_s >= getvariable('start_s');
