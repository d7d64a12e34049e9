# Страницы кабинета: главная, услуги, условия, заполнение, проверка, подписание, заявления.

## Главная (R-075)
home-hello = Добрый день, { $name }
home-lead = Ваши счета и заявления
home-last-contribution = Последний взнос { $date }, { $amount } ₸
home-no-contribution = Взносов не было
home-no-accounts = В Фонде не найден Ваш пенсионный счёт
home-draft = Черновик
home-draft-saved = Сохранён { $date }, { $time }
home-continue = Продолжить
    .for = : { $service }
home-all-applications = Все заявления
home-services = Услуги
home-all-services = Все услуги
applications-none = У Вас пока нет заявлений

## Системы, которые не отвечают
silent-heading = Часть данных пока не показана
silent-rest = Остальное работает. Когда придёт ответ, всё появится само.
silent-retry = Повторить

## Услуги (R-077)
services-title = Услуги
services-lead = По каждому счёту показано, какое заявление можно подать
services-can-apply = Можно подать заявление
services-cannot-apply = Сейчас подать заявление нельзя
services-balance = { $amount } ₸
services-open = Подать заявление
services-continue = Продолжить черновик
services-warning = Обратите внимание

## Условия и согласие (R-105, R-106, R-006)
step-conditions = Условия
step-fill = Заполнение
step-review = Проверка
step-sign = Подписание
conditions-before = Прочитайте перед заполнением
conditions-agree-first = Чтобы продолжить, нужно согласие: поставьте отметку
conditions-continue = Продолжить
conditions-close = Закрыть

## Заполнение
fill-blocks = Разделы заявления
fill-block-done = заполнено
fill-block-left = { $count ->
    [one] { $count } поле
    [few] { $count } поля
   *[many] { $count } полей
}
fill-later = Продолжить позже
fill-short-identity-document = Документ
fill-short-account = Пенсионный счёт
fill-short-payment = Выплаты
fill-short-bank-details = Банк
fill-short-contacts = Контакты
fill-short-signing = Подписание
fill-signing = Согласие и подписание
fill-sign = Подписать ЭЦП
fill-sign-next = Сначала Вы проверите документ, затем подпишете. На этом шаге ничего не отправляется.
fill-signing-busy = Документ готовится…
fill-source = { $register }, { $date } { $time }
fill-data-wrong = Данные неверны?
fill-data-wrong-help = Эти данные берутся из государственной системы и здесь не исправляются. Если в них ошибка, обратитесь в орган, выдавший документ, или в ЦОН; исправленные данные появятся здесь сами. Вопросы: 1418.
fill-document-updates = Данные выбранного документа отличаются от данных Фонда. При подписании в ИС ЕНПФ будут внесены соответствующие изменения.
fill-document-option = № { $number }, до { $date }
fill-account-option = { $number } · { $amount } ₸
fill-account-none = Нет счёта, с которого можно подать заявление на выплату
fill-account-first = Сначала выберите пенсионный счёт
fill-amount-balance = Накопления на счёте выплачиваются полностью: { $amount } ₸
fill-amount-max = Не больше { $amount } ₸
fill-new-index-none = Заполняется сам, когда адрес выбран из справочника Казпочты
fill-consent = Согласие на обработку персональных данных
fill-consent-given = дано { $date }, { $time } (версия текста { $version })
fill-consent-reread = Перечитать условия и согласие

## Сохранение черновика
saving-untouched = Заполненное сохраняется само
saving-under-way = Сохраняется…
saving-saved = Сохранено, { $time }
saving-waiting = Нет связи с сервером. Заполненное остаётся на этой странице и сохранится само, когда связь вернётся
saving-signed-out = Вы вышли в целях безопасности. Войдите, чтобы продолжить отсюда
saving-refused = Не сохранено. { $why }
merge-heading = Этот черновик изменён и в другом месте
merge-joined = Изменения из двух мест объединены. Ничего не потеряно.
merge-conflict = { $field }: осталось то, что введено здесь
merge-theirs = В другом месте: { $value }
merge-theirs-empty = В другом месте пусто
merge-take = Взять другое
    .for = : { $field }
merge-close = Понятно

## Страница проверки
check-title = Проверьте заявление
check-lead = Подписан будет именно этот документ. Если есть ошибка, измените раздел: заполненное сохранено.
check-number = Номер заявления: { $number }
check-change = Изменить
    .for = : { $block }
check-pdf = Открыть документ PDF
check-sign-heading = Подписание ЭЦП
check-again = Вернуться к форме

## Подписание (R-199, R-200, R-202, R-203)
signing-how = Как проходит подписание
signing-step-start = Запустите на компьютере программу NCALayer.
signing-step-permission = Нажмите «Подписать». Браузер может спросить разрешение: нажмите «Разрешить».
signing-step-key = В окне «Выбор сертификата» выберите ключ ЭЦП: имя файла ключа подписи начинается с RSA или GOST. Ключ AUTH_RSA не подходит.
signing-step-password = Введите пароль ключа и нажмите «Подписать» в окне NCALayer. Ключ и пароль в кабинет не передаются.
signing-install = Если NCALayer нет, установите его
signing-start = Подписать
signing-busy = Подписывается…
signing-opening = Документ загружается…
signing-waiting = Выберите ключ в окне NCALayer и введите его пароль. Не торопитесь: эта страница ждёт.
signing-sending = Подпись проверяется…
signing-sending-again = Связь с сервером прервалась. Ваша подпись сохранена на этой странице и отправится сама. Не закрывайте страницу.
signing-unknown = Подписано, но дошла ли подпись до сервера, пока неизвестно
    .advice = Не подписывайте ещё раз. Эта страница сама спрашивает сервер и скажет, как только станет известно. Не закрывайте её.
signing-cancel = Отменить
signing-nothing-sent = Заявление не отправлено, данные сохранены.
signing-cancelled = Вы отменили подписание
    .advice = Когда будете готовы, нажмите «Подписать» ещё раз.
signing-not-running = NCALayer не запущен
    .advice = Запустите или установите NCALayer (pki.gov.kz/ncalayer). Если браузер спросит разрешение, нажмите «Разрешить», затем повторите.
signing-silent = NCALayer не отвечает
    .advice = Закройте NCALayer и запустите заново, затем повторите.
signing-closed = NCALayer закрылся, подпись не поставлена
    .advice = Запустите NCALayer заново и нажмите «Подписать».
signing-timed-out = Время ожидания вышло: ключ в окне NCALayer не выбран
    .advice = Нажмите «Подписать» ещё раз и выберите ключ.
signing-failed = NCALayer не смог подписать
    .advice = Обновите или перезапустите NCALayer. Помощь: 1418.

## Подписано (R-213, R-014)
done-title = Подписание успешно завершено
done-waiting = Подписано, ждём подтверждения
done-draft = Открыть черновик
done-number = Номер заявления
done-signed-at = Время подписания
done-next = Что дальше
done-next-fund = Заявление отправлено в Фонд. Его статус сам обновляется на странице «Мои заявления на выплаты/переводы».
done-next-time = Фонд платит в течение 10 рабочих дней со дня регистрации заявления.
done-next-notice = Когда выплата будет перечислена или возвращена, Вам придёт сообщение.
done-show = Открыть заявление
done-home = На главную
done-thanks = Спасибо! Благодарим за пользование нашими услугами!

## Мои заявления (R-078, R-214)
applications-title = Мои заявления на выплаты/переводы
applications-row = № { $number }, { $service }
application-title = Заявление № { $number }
application-signed = Дата подписания
application-account = Пенсионный счёт
application-amount = Сумма
application-amount-unknown = Рассчитает Фонд
application-due = Срок выплаты
application-due-on = до { $date }
application-status = Статус
application-reason = Причина: { $reason }
application-history = История статусов
application-next = Что дальше
application-document = Подписанный документ
application-pdf = Скачать документ (PDF)
application-signature = Скачать подпись (CMS)
application-hash = Контрольная сумма документа SHA-256
application-signer = Подписал(а)
application-issuer = Кем выдан сертификат
application-serial = Номер сертификата
application-changed = Статус изменился: { $status }
application-no-connection = Нет связи. Показан последний известный статус; когда связь вернётся, он обновится сам.
next-signature_checking = Ваша подпись сохранена. Как только удостоверяющий центр ответит, заявление само уйдёт в Фонд. От Вас ничего не нужно, повторно не отправляйте.
next-signature_refused = Заявление в Фонд не отправлено, черновик сохранён. Его можно подписать снова: другим ключом или по QR.
next-signed = Ждём подтверждения Фонда. От Вас ничего не нужно, повторно не отправляйте.
next-received = Фонд зарегистрировал заявление и проверит его. От Вас ничего не нужно.
next-checking = Фонд проверяет данные. От Вас ничего не нужно.
next-in_work = Фонд готовит выплату. От Вас ничего не нужно.
next-approved = Выплата одобрена, Фонд перечислит деньги в банк.
next-transferred = Деньги перечислены в банк. Банк зачислит их на Ваш счёт.
next-executed = Заявление исполнено. Делать ничего не нужно.
next-returned = Банк или Казпочта вернули выплату. Проверьте свой счёт: нужно изменить банковские реквизиты. Помощь: 1418.
next-rejected = Фонд отказал. Устраните причину и подайте новое заявление. Помощь: 1418.
next-revoked = Заявление отозвано. Можно подать новое.
next-other = Этот статус пришёл из Фонда. Пояснение: 1418.

## Загрузка и сбой
loading = Данные загружаются…
loading-long = Дольше обычного. Ваши данные сохранены.
