-- What happens in one burst of touches. A step is `type` or `type+offset`: seconds (s),
-- minutes (m), hours (h) or days (d) after the step before it (45 s where none is
-- given), or a share of the burst's span (%), counted from its start.
create or replace temp table scripts as
select
    row_number() over (order by kind, position)::int as script_no,
    kind,
    weight,
    steps
from (
    values
    -- visits of the web site that end without an order
    (1, 'bounce', 5, 'page_view'),
    (2, 'bounce', 3, 'product_view'),
    (3, 'bounce', 2, 'category_view'),
    (4, 'bounce', 2, 'article_view'),
    (1, 'browse', 4, 'page_view category_view product_view+30s'),
    (2, 'browse', 4, 'page_view site_search product_view+20s product_view+70s'),
    (3, 'browse', 3, 'category_view product_view product_view+60s'),
    (4, 'browse', 2, 'page_view page_view+20s'),
    (5, 'browse', 2,
        'page_view category_view+25s product_view category_view+80s product_view '
        || 'product_view+95s'),
    (6, 'browse', 1, 'page_view store_visit+4m'),
    (1, 'compare', 3, 'product_view product_comparison+50s product_view+90s'),
    (2, 'compare', 3,
        'page_view product_view product_view+35s product_comparison+40s '
        || 'product_view+2m wishlist_add'),
    (3, 'compare', 1,
        'site_search product_view recommendation+20s product_view '
        || 'product_comparison'),
    (4, 'compare', 1, 'page_view product_view reviews_view+40s product_view+2m'),
    (6, 'compare', 1, 'product_view video_view+40s delivery_terms_view+2m'),
    (5, 'compare', 1,
        'page_view product_view chatbot_dialog+60s chat_started+90s '
        || 'chat_message+40s chat_message+80s'),
    (1, 'content', 3, 'article_view article_view+3m'),
    (2, 'content', 1, 'article_view video_view+2m page_view+5m'),
    (3, 'content', 1, 'page_view forum_post+6m'),
    (4, 'content', 1, 'social_mention social_comment+9m page_view'),
    (5, 'content', 1, 'ad_view page_view+2m article_view'),
    (1, 'cart', 4, 'page_view product_view cart_add+50s'),
    (2, 'cart', 3, 'product_view product_view+60s cart_add+40s cart_view'),
    (3, 'cart', 2,
        'page_view category_view product_view cart_add+50s product_view+60s '
        || 'cart_add cart_view'),
    (4, 'cart', 1, 'product_view cart_add cart_view+90s cart_remove'),
    (5, 'cart', 1, 'cart_view product_view+30s recommendation'),
    (1, 'checkout', 4,
        'page_view product_view cart_add cart_view checkout_started+30s'),
    (2, 'checkout', 3, 'cart_view checkout_started+30s checkout_shipping+70s'),
    (3, 'checkout', 2,
        'product_view cart_add checkout_started+40s checkout_shipping+70s '
        || 'checkout_payment+80s'),
    (4, 'checkout', 1,
        'cart_view checkout_started+40s checkout_shipping+70s '
        || 'checkout_payment+80s payment_failed+50s'),
    (1, 'member', 3, 'login page_view'),
    (2, 'member', 2, 'login page_view+30s product_view wishlist_add'),
    (3, 'member', 1, 'login voice_assistant+60s'),
    (4, 'member', 1, 'app_open product_view+20s'),
    (5, 'member', 1, 'login help_article_view+40s'),
    (1, 'register', 3, 'page_view product_view+40s registration+90s login+20s'),
    (2, 'register', 1, 'page_view webinar_registration+3m registration+90s login+20s'),
    -- visits that end with an order
    (1, 'purchase', 4,
        'page_view product_view cart_add cart_view checkout_started+30s '
        || 'checkout_shipping+70s checkout_payment+80s purchase+60s'),
    (2, 'purchase', 3,
        'cart_view checkout_started+30s checkout_shipping+70s '
        || 'checkout_payment+80s purchase+60s'),
    (3, 'purchase', 3,
        'page_view product_view product_view+60s product_comparison cart_add+70s '
        || 'cart_view checkout_started+30s checkout_shipping+90s '
        || 'checkout_payment+80s purchase+60s'),
    (4, 'purchase', 1,
        'product_view chat_started+80s chat_message+60s chat_message+90s '
        || 'cart_add+70s checkout_started+40s checkout_shipping+90s '
        || 'checkout_payment+60s purchase+80s'),
    (5, 'purchase', 1,
        'site_search product_view cart_add promo_code_applied+30s '
        || 'checkout_started+40s purchase+60s'),
    -- visits of office buyers
    (1, 'office_bounce', 3, 'page_view'),
    (2, 'office_bounce', 2, 'pricing_view'),
    (3, 'office_bounce', 1, 'case_study_view'),
    (1, 'office_research', 4, 'page_view pricing_view+60s case_study_view+2m'),
    (2, 'office_research', 3, 'product_view product_comparison+2m pricing_view+60s'),
    (3, 'office_research', 2, 'page_view whitepaper_download+3m'),
    (4, 'office_research', 2, 'article_view webinar_registration+4m'),
    (5, 'office_research', 1, 'webinar_attendance page_view+50m'),
    (6, 'office_research', 1,
        'page_view trial_started+6m trial_activated+2d product_usage+1d '
        || 'product_usage+2d'),
    (7, 'office_research', 1, 'case_study_view video_view+2m pricing_view+4m'),
    (8, 'office_research', 1, 'event_visit'),
    (1, 'lead_web', 4, 'page_view pricing_view+70s demo_request+2m'),
    (2, 'lead_web', 3, 'pricing_view form_submit+3m'),
    (3, 'lead_web', 2, 'case_study_view callback_request+2m'),
    (4, 'lead_web', 2, 'product_view quote_request+4m'),
    (1, 'lead_call', 1, 'inbound_call'),
    (1, 'lead_sales', 1, 'outbound_call+0s sales_email_sent+20m'),
    (1, 'lead_event', 1, 'event_visit'),
    (1, 'lead_mail', 1, 'email_clicked form_submit+4m'),
    (1, 'lead_messenger', 1, 'messenger_message messenger_message+6m'),
    -- what the sales team does while a deal is in a stage
    (1, 'stage_1', 3, 'email_sent+30s outbound_call+25%'),
    (2, 'stage_1', 2,
        'email_sent+30s missed_call+20% outbound_call+35% email_opened+40%'),
    (3, 'stage_1', 1, 'messenger_message+12% outbound_call+60%'),
    (1, 'stage_2', 2,
        'outbound_call+15% sales_email_sent+30% email_opened+35% meeting+80%'),
    (2, 'stage_2', 2,
        'sales_email_sent+10% email_opened+12% email_replied+13% video_call+70%'),
    (3, 'stage_2', 1, 'inbound_call+20% outbound_call+75%'),
    (1, 'stage_3', 2, 'demo+30% sales_email_sent+40% email_opened+44% video_call+80%'),
    (2, 'stage_3', 2, 'demo+50% outbound_call+85%'),
    (3, 'stage_3', 1,
        'presentation+35% trial_started+40% trial_activated+50% product_usage+70%'),
    (1, 'stage_4', 2,
        'quote_sent+10% quote_viewed+16% sales_email_sent+20% email_opened+24% '
        || 'pricing_view+25% outbound_call+60%'),
    (2, 'stage_4', 2,
        'quote_sent+15% presentation+30% sales_email_sent+33% email_opened+40% '
        || 'inbound_call+70%'),
    (3, 'stage_4', 1, 'meeting+40% sales_email_sent+45%'),
    (1, 'stage_5', 2,
        'outbound_call+20% sales_email_sent+40% email_opened+42% meeting+75%'),
    (2, 'stage_5', 1, 'video_call+35% messenger_message+50% outbound_call+80%'),
    (1, 'stage_6', 2,
        'contract_sent+5% sales_email_sent+15% email_opened+30% outbound_call+70%'),
    (2, 'stage_6', 1, 'contract_sent+8% meeting+50% contract_signed+95%'),
    (1, 'after_won', 2,
        'onboarding+2d invoice_sent+3d training+5d product_usage+8d '
        || 'product_usage+14d'),
    (2, 'after_won', 1,
        'invoice_sent+2d onboarding+5d product_usage+10d account_review+60d'),
    -- letters, and what becomes of them
    (1, 'letter_sent', 1, 'email_sent'),
    (1, 'letter_opened', 1, 'email_sent email_opened+9m'),
    (1, 'letter_clicked', 3,
        'email_sent email_opened+11m email_clicked+40s page_view+10s'),
    (2, 'letter_clicked', 2,
        'email_sent email_opened+16m email_clicked+30s product_view+10s '
        || 'product_view+70s'),
    (1, 'letter_unsubscribed', 1, 'email_sent email_opened+8m email_unsubscribed'),
    (1, 'text_sent', 1, 'sms_sent'),
    (2, 'text_sent', 2, 'push_sent'),
    (3, 'text_sent', 1, 'messenger_message'),
    (1, 'text_clicked', 1, 'sms_sent sms_clicked+5m page_view+10s'),
    (2, 'text_clicked', 2, 'push_sent push_clicked+4m product_view+10s'),
    (1, 'ad_seen', 2, 'ad_view'),
    (2, 'ad_seen', 1, 'retargeting_view'),
    -- after an order
    (1, 'fulfilment', 3, 'order_confirmation+2m delivery_tracking+60% delivery+100%'),
    (1, 'fulfilment_late', 1, 'order_confirmation+2m delivery_delay+60% delivery+100%'),
    (1, 'returned', 1, 'support_request product_return+100%'),
    (1, 'support_1', 3,
        'chat_started chatbot_dialog+30s chat_message+4m support_reply+8m'),
    (2, 'support_1', 2, 'inbound_call+0s'),
    (1, 'support_2', 3, 'support_request support_reply+60%'),
    (3, 'support_2', 1, 'warranty_claim support_reply+70%'),
    (2, 'support_2', 1,
        'support_request support_reply+30% support_request+50% support_reply+90%'),
    (1, 'complaint', 1, 'complaint outbound_call+40% support_reply+80%'),
    (1, 'invitation', 1, 'survey_invitation'),
    (1, 'answer', 1, 'survey_invitation survey_answer+100%'),
    (1, 'review', 1, 'review'),
    (1, 'loyalty_join', 1, 'loyalty_join'),
    (1, 'loyalty_redeem', 1, 'loyalty_redeem'),
    (1, 'refer', 1, 'referral_sent')
) as scripts (position, kind, weight, steps);

create or replace temp table script_kinds as
select
    scripts.kind,
    list(scripts.script_no order by scripts.script_no, shares.share) as script_numbers
from scripts
cross join range(scripts.weight) as shares (share)
group by scripts.kind;

create or replace temp table script_steps as
with

parsed as (
    select
        scripts.script_no,
        scripts.kind,
        position::int as position,
        split_part(word, '+', 1) as touchpoint_type,
        nullif(split_part(word, '+', 2), '') as offset_text
    from scripts,
        unnest(string_split(scripts.steps, ' ')) with ordinality
            as words (word, position)
),

with_offsets as (
    select
        *,
        case
            when offset_text is null then if(position = 1, 0, 45)
            when offset_text like '%\%' escape '\' then 0
            else rtrim(offset_text, 'smhd')::int * case right(offset_text, 1)
                when 's' then 1 when 'm' then 60 when 'h' then 3600 else 86400
            end
        end as gap_s,
        case
            when offset_text like '%\%' escape '\'
                then rtrim(offset_text, '%')::int / 100.0
            else 0
        end as span_share
    from parsed
),

with_sums as (
    select
        *,
        sum(gap_s) over (
            partition by script_no order by position
        )::int as offset_s,
        max(span_share) over (
            partition by script_no order by position
        )::double as running_share
    from with_offsets
),

with_entries as (
    select
        script_no,
        kind,
        position,
        touchpoint_type,
        offset_s,
        running_share,
        0 as entry_no
    from with_sums
    union all
    select
        script_no,
        kind,
        position,
        touchpoint_type,
        offset_s + 20,
        running_share,
        entry_no
    from with_sums
    cross join range(1, len(getvariable('entries'))) as entries (entry_no)
    union all
    select distinct
        script_no,
        kind,
        0,
        getvariable('entries')[1 + entry_no::int],
        0,
        0::double,
        entry_no
    from with_sums
    cross join range(1, len(getvariable('entries'))) as entries (entry_no)
)

select
    (script_no * 16 + entry_no)::int as script_key,
    position as step_number,
    kind,
    touchpoint_type,
    '-' || position as step_suffix,
    offset_s,
    running_share,
    case
        when touchpoint_type in (
            'product_view', 'cart_add', 'cart_remove',
            'wishlist_add', 'recommendation', 'product_comparison', 'review',
            'quote_request', 'reviews_view', 'product_return', 'purchase'
        ) then true
        else false
    end as has_product,
    case
        when touchpoint_type in ('page_view', 'login', 'registration') then '/'
        when touchpoint_type = 'category_view' then '/catalogue'
        when touchpoint_type = 'site_search' then '/search'
        when touchpoint_type = 'product_comparison' then '/compare'
        when touchpoint_type = 'pricing_view' then '/pricing'
        when touchpoint_type = 'case_study_view' then '/customers'
        when touchpoint_type in ('article_view', 'video_view') then '/magazine'
        when touchpoint_type in ('cart_view', 'cart_add', 'cart_remove') then '/cart'
        when touchpoint_type like 'checkout%' then '/checkout'
        when touchpoint_type = 'purchase' then '/thank-you'
        when touchpoint_type in (
            'demo_request', 'form_submit', 'callback_request',
            'quote_request'
        ) then '/contact'
        when touchpoint_type like 'webinar%' then '/webinars'
    end as page,
    touchpoint_type = 'product_view' as is_product_page,
    -- the sales team works in the daytime; letters that nobody writes go out at once
    kind like 'stage%' and touchpoint_type not in (
        'email_sent', 'email_opened',
        'email_replied', 'messenger_message', 'pricing_view', 'product_usage',
        'trial_started', 'trial_activated'
    ) as is_in_office_hours,
    touchpoint_type in (
        'page_view', 'category_view', 'product_view', 'site_search',
        'article_view', 'cart_view', 'checkout_started', 'checkout_shipping',
        'checkout_payment', 'pricing_view', 'case_study_view'
    ) as is_page,
    case
        when touchpoint_type in ('outbound_call', 'inbound_call') then 420
        when touchpoint_type in (
            'video_call', 'demo', 'presentation', 'meeting',
            'webinar_attendance'
        ) then 2700
        when touchpoint_type in (
            'chat_message', 'chat_started', 'chatbot_dialog',
            'voice_assistant'
        ) then 90
        when touchpoint_type in ('article_view', 'video_view') then 140
        when touchpoint_type in ('page_view', 'product_view', 'category_view') then 40
    end as typical_seconds,
    case
        when
            touchpoint_type in (
                'outbound_call', 'inbound_call', 'video_call',
                'meeting', 'demo', 'presentation', 'missed_call'
            )
            then
                ['reached', 'reached', 'follow_up', 'interested', 'no_decision']
        when touchpoint_type in ('chat_message', 'support_reply')
            then
                ['answered', 'answered', 'forwarded']
        when touchpoint_type = 'chatbot_dialog' then
            ['solved', 'solved', 'handed_over', 'left']
    end as outcomes,
    case
        when touchpoint_type in (
            'chat_started', 'chat_message', 'chatbot_dialog',
            'support_request', 'support_reply', 'complaint', 'inbound_call') then
            [
                'delivery',
                'price',
                'product',
                'warranty',
                'invoice',
                'доставка',
                'Rechnung'
            ]
    end as topics,
    case
        when touchpoint_type in ('chatbot_dialog', 'voice_assistant') then true
        when touchpoint_type = 'email_sent' then true
    end as is_automated,
    case
        when touchpoint_type in (
            'outbound_call', 'email_sent', 'sales_email_sent', 'survey_invitation',
            'sms_sent', 'push_sent', 'invoice_sent'
        ) then 'outbound'
        when touchpoint_type in ('inbound_call', 'chat_started') then 'inbound'
        when
            touchpoint_type = 'messenger_message' and kind like 'stage%'
            then 'outbound'
        when touchpoint_type = 'messenger_message' and kind like 'lead%'
            then if(position = 1, 'inbound', 'outbound')
    end as direction,
    if(touchpoint_type = 'ad_click', 0.35, null)::double as click_cost,
    touchpoint_type in (
        'email_sent',
        'sales_email_sent',
        'quote_sent',
        'contract_sent',
        'contract_signed',
        'training',
        'account_review',
        'email_opened',
        'email_replied',
        'sms_sent',
        'push_sent',
        'outbound_call', 'inbound_call', 'missed_call', 'meeting', 'demo',
        'presentation', 'video_call', 'delivery', 'delivery_delay', 'invoice_sent',
        'survey_invitation', 'order_confirmation', 'support_reply', 'onboarding',
        'event_visit', 'referral_sent', 'loyalty_join', 'loyalty_redeem',
        'product_return', 'subscription_renewal'
    ) as is_off_device
from with_entries;
