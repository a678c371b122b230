-- A visit that came by an ad, a letter or a friend begins with the click on it.
set variable entries = [
    'none', 'ad_click', 'retargeting_click', 'email_clicked', 'messenger_message',
    'sms_clicked', 'push_clicked', 'referral_visit'
];

-- Channels: how often they bring a first and a later visit (in hundredths), and their
-- true effect: what one visit through them adds to the log-odds that the episode ends
-- in an order, and a lead through them to the log-odds that it is qualified.
create or replace temp table channels as
with

campaigns_of_channels as (
    select * from (
        values
        ('paid_search', ['brand_search', 'beans_search', 'machines_search']),
        ('display', ['banner_office']),
        ('retargeting', ['cart_reminder_ads']),
        ('paid_social', ['spring_social', 'autumn_social', 'video_barista']),
        ('email', ['newsletter', 'welcome_series', 'cart_reminder']),
        ('affiliate', ['coupon_partners']),
        ('push', ['app_offers'])
    ) as campaigns_of_channels(channel, campaigns)
)

select
    row_number() over (order by listed.position)::int as channel_no,
    listed.* exclude (position),
    campaigns_of_channels.campaigns,
    list_position(getvariable('entries'), listed.entry_type)::int - 1 as entry_no
from (
    values
    (1, 'organic_search', 30, 15, 0.20, 0.10, 16, 'none', 'https://www.google.com/'),
    (2, 'paid_search', 17, 9, 0.40, 0.20, 18, 'ad_click', 'https://www.google.com/'),
    (3, 'display', 5, 1, -0.30, 0.00, 0, 'ad_click', 'https://news.example.com/'),
    (4, 'retargeting', 0, 11, 0.45, 0.00, 0, 'retargeting_click', null),
    (5, 'social', 9, 3, -0.20, 0.00, 0, 'none', 'https://social.example.com/'),
    (6, 'paid_social', 8, 3, 0.00, -0.20, 8, 'ad_click', 'https://social.example.com/'),
    (7, 'email', 0, 16, 0.55, 0.00, 6, 'email_clicked', null),
    (8, 'messenger', 0, 3, 0.30, 0.00, 2, 'messenger_message', null),
    (9, 'sms', 0, 1, 0.10, 0.00, 0, 'sms_clicked', null),
    (10, 'push', 0, 3, 0.10, 0.00, 0, 'push_clicked', null),
    (11, 'direct', 12, 26, 0.30, 0.15, 12, 'none', null),
    (
        12, 'referral', 6, 1, 0.65, 0.60, 8, 'referral_visit',
        'https://friends.example.com/'
    ),
    (13, 'affiliate', 4, 1, 0.10, 0.00, 0, 'ad_click', 'https://deals.example.com/'),
    (14, 'partner', 1, 1, 0.30, 0.55, 8, 'none', 'https://partner.example.com/'),
    (15, 'marketplace', 4, 1, 0.15, 0.00, 0, 'none', 'https://market.example.com/'),
    (16, 'review_site', 3, 1, 0.50, 0.30, 3, 'none', 'https://reviews.example.com/'),
    (17, 'mobile_app', 1, 4, 0.40, 0.00, 0, 'none', null),
    (18, 'phone', 0, 0, 0.00, 0.00, 8, 'none', null),
    (19, 'sales', 0, 0, 0.00, -0.30, 6, 'none', null),
    (20, 'event', 0, 0, 0.00, 0.25, 5, 'none', null),
    (21, 'offline_store', 0, 0, 0.00, 0.00, 0, 'none', null),
    (22, 'website', 0, 0, 0.00, 0.00, 0, 'none', null)
) as listed(
    position, channel, first_weight, return_weight, order_effect, lead_effect,
    lead_weight, entry_type, referrer
)
left join campaigns_of_channels on listed.channel = campaigns_of_channels.channel;

set variable first_channels = (
    select list(channel_no order by channel_no, share)
    from channels, range(channels.first_weight) as shares(share)
);

set variable return_channels = (
    select list(channel_no order by channel_no, share)
    from channels, range(channels.return_weight) as shares(share)
);

set variable lead_channels = (
    select list(channel_no order by channel_no, share)
    from channels, range(channels.lead_weight) as shares(share)
);

-- How sources spell channels: spelling 0 is the canonical name, written 15 times in 16.
create or replace temp table spellings as
with

aliases as (
    select * from (
        values
        (
            'organic_search',
            ['Organic Search', 'google / organic', 'Органический поиск']
        ),
        ('paid_search', ['Google Ads', 'cpc', 'Контекстная реклама']),
        ('display', ['banner', 'Баннеры']),
        ('retargeting', ['remarketing', 'Ретаргетинг']),
        ('social', ['Social', 'Соцсети']),
        ('paid_social', ['Facebook Ads', 'Таргет']),
        ('email', ['e-mail', 'E-Mail', 'Почта', 'newsletter']),
        ('messenger', ['WhatsApp', 'Telegram', 'Мессенджер']),
        ('sms', ['SMS', 'СМС']),
        ('push', ['push_notification', 'Пуш']),
        ('direct', ['(direct)', 'Прямой заход']),
        ('referral', ['Referral', 'Рекомендация']),
        ('affiliate', ['affiliates', 'Партнёрская сеть']),
        ('partner', ['Partner', 'Партнёр']),
        ('marketplace', ['Marketplace', 'Маркетплейс']),
        ('review_site', ['Отзовик']),
        ('mobile_app', ['app', 'Приложение']),
        ('phone', ['call', 'Телефон', 'Звонок']),
        ('sales', ['sales_rep', 'Менеджер']),
        ('event', ['Event', 'Выставка']),
        ('offline_store', ['store', 'Магазин']),
        ('website', ['web', 'Сайт'])
    ) as aliases(channel, names)
)

select
    channels.channel_no,
    slot::int as spelling_no,
    case
        when slot > 0 then channels.channel
        else aliases.names[1 + channels.channel_no % len(aliases.names)]
    end as spelling
from channels
left join aliases on channels.channel = aliases.channel
cross join range(16) as slots(slot);
