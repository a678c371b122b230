-- What people write in surveys, by language and mood.
create or replace temp table comments as
select * from (
    values
    ('en', 'good', [
        'Great coffee, quick delivery 👍', 'Everything was fine, thank you!',
        'The machine is easy to use. Love it ☕', 'Best supplier we have had so far.',
        'Helpful support, solved in minutes.',
        'Good value for the price, will order again.'
    ]),
    ('en', 'middle', [
        'OK, but delivery could be faster.', 'The site is a bit slow.',
        'Fine. Packaging could be better, said the "office cat".',
        'Average; nothing special.'
    ]),
    ('en', 'bad', [
        'Delivery came four days late, nobody answered.',
        'The grinder broke after a week 😡',
        'Too expensive compared with others.',
        'Support asked the same question three times.',
        'Checkout failed twice; I had to call.'
    ]),
    ('de', 'good', [
        'Sehr guter Kaffee, schnelle Lieferung!', 'Alles bestens, gerne wieder 😊',
        'Freundliche Beratung, Maschine läuft einwandfrei.',
        'Faire Preise und gute Qualität.'
    ]),
    ('de', 'middle', [
        'In Ordnung, aber die Lieferung dauerte.',
        'Die Webseite ist etwas unübersichtlich.',
        'Verpackung könnte besser sein; sonst gut.'
    ]),
    ('de', 'bad', [
        'Lieferung zu spät und Karton beschädigt.',
        'Rechnung war falsch, Support meldet sich nicht.',
        'Zu teuer für diese Qualität.', 'Die Mühle ist nach zwei Wochen kaputt 😞'
    ]),
    ('ru', 'good', [
        'Отличный кофе, доставили быстро!', 'Всё понравилось, спасибо 😊',
        'Вежливая поддержка, вопрос решили за пять минут.',
        'Хорошая цена, закажем ещё.',
        'Кофемашина супер ☕'
    ]),
    ('ru', 'middle', [
        'Нормально, но доставка долгая.',
        'Сайт иногда тормозит.',
        'Упаковка так себе, кофе хороший.'
    ]),
    ('ru', 'bad', [
        'Доставка опоздала на три дня, никто не предупредил.',
        'Дорого, и качество хуже, чем раньше.',
        'Кофемолка сломалась через неделю 😡', 'Поддержка не отвечает; очень плохо.',
        'Оплата не прошла два раза.'
    ])
) as comments (language, mood, texts);
