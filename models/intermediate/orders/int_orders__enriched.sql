with

converted as (
    select * from {{ ref('int_orders__converted') }}
),

enriched as (
    select
        order_id,
        customer_id,
        raw_customer_id,
        anonymous_id,
        deal_id,
        original_order_id,
        offer_id,
        promo_code,
        canonical_channel as channel,
        channel_group,
        status,
        original_currency,
        original_amount,
        custom_attributes,
        amount,
        discount_amount,
        cost_of_goods,
        case when is_completed then amount else 0 end as completed_value,
        case
            when is_return_row and status in ('completed', 'returned') then abs(amount)
            when returned_at is not null then amount_at_return
            else 0
        end as returned_value,
        is_completed,
        is_return_row,
        has_won_deal,
        ordered_at,
        case
            when is_return_row and status in ('completed', 'returned') then ordered_at
            else returned_at
        end as returned_at,
        promised_at,
        delivered_at
    from converted
)

select * from enriched
