## Название

app-name = Личный кабинет
yes = да
no = нет
nothing = не указано
amount = { $amount } тенге
after-seconds = { $count ->
    [one] через { $count } секунду
    [few] через { $count } секунды
   *[many] через { $count } секунд
}
after-minutes = { $count ->
    [one] через { $count } минуту
    [few] через { $count } минуты
   *[many] через { $count } минут
}
after-hours = { $count ->
    [one] через { $count } час
    [few] через { $count } часа
   *[many] через { $count } часов
}

## Ошибки в полях: что не так и как исправить

error-required = Заполните это поле
error-malformed = Запись не похожа на ожидаемую: проверьте и введите ещё раз
error-wrong-length = Должно быть { $expected } знаков, сейчас { $found }
error-too-short = Введите не меньше { $min } знаков
error-too-long = Не больше { $max } знаков
error-bad-checksum = В номере ошибка: сверьте его знак за знаком
error-bad-date = Такого дня нет: проверьте
error-not-offered = Выберите один из предложенных вариантов
error-wrong-letter = { $position }-й знак «{ $letter }» здесь недопустим
error-look-alike = { $position }-й знак «{ $letter }» из другого алфавита: введите «{ $instead }»
error-not-kazakhstan = Требуется казахстанский номер
error-wrong-bank = Счёт не относится к выбранному банку: проверьте счёт или банк
error-not-second-tier = Это счёт не банка второго уровня: укажите счёт в банке, который обслуживает граждан
error-not-positive = Сумма должна быть больше нуля
error-above-balance = Сумма не выше остатка: не больше { $max } тенге
error-mismatch = Введённое два раза не совпадает: введите ещё раз
error-guessable = Это легко угадать: не используйте известные пароли, своё имя и номера

## Ответы сервера: что случилось и что делать

problem-invalid-request = Запрос не удалось прочитать
    .advice = Обновите страницу и повторите
problem-invalid-form = В данных есть ошибки: { $count }
    .advice = Исправьте отмеченные поля и повторите
problem-too-large = Отправлено слишком много данных
    .advice = Сократите текст в полях
problem-signed-out = Вы вышли из кабинета в целях безопасности
    .advice = Войдите, чтобы продолжить отсюда
problem-not-found = Такой страницы или документа нет
    .advice = Проверьте адрес или вернитесь на главную
problem-method-not-allowed = Это действие здесь не выполняется
    .advice = Обновите страницу и повторите
problem-foreign-origin = Запрос отправлен не со страницы этого сайта
    .advice = Откройте кабинет из адресной строки и повторите
problem-wrong-credentials = ИИН и пароль не подходят друг к другу
    .advice = Проверьте и то и другое. Если пароль забыт, нажмите «Регистрация / Забыли пароль?»
problem-code-needed = Для этого ИИН слишком много раз введён неверный пароль
    .advice = Получите код, чтобы войти с паролем, или войдите по ЭЦП
problem-password-blocked = Вход по паролю закрыт
    .advice = Задайте новый пароль («Регистрация / Забыли пароль?») или войдите по ЭЦП
problem-challenge-expired = Вход не был завершён вовремя
    .advice = Нажмите «Войти по ЭЦП» ещё раз
problem-agreement-missing = Нет дополнительного соглашения об информировании через интернет
    .advice = Обратитесь в любой офис Фонда, чтобы заключить соглашение
problem-key-refused-wrong-key = Этот ключ не для входа
    .advice = Выберите ключ аутентификации физического лица (имя файла начинается с AUTH_RSA)
problem-key-refused-another-person = Ключ принадлежит другому человеку
    .advice = Выберите ключ со своим ИИН
problem-key-refused-expired = Срок действия ключа истёк
    .advice = Получите новый ключ (pki.gov.kz) или войдите по ИИН и паролю
problem-key-refused-revoked = Ключ отозван
    .advice = Получите новый ключ (pki.gov.kz) или войдите по ИИН и паролю
problem-key-refused-cannot-check = Сейчас нельзя проверить, действителен ли ключ
    .advice = Попробуйте немного позже или войдите по ИИН и паролю
problem-key-refused-name-mismatch = Данные ключа не совпадают с ГБД ФЛ
    .advice = Получите новый ключ по действующему документу (pki.gov.kz) или войдите по ИИН и паролю
problem-key-refused-document-differs = Подписан не тот текст, который был дан для входа
    .advice = Нажмите «Войти по ЭЦП» ещё раз
problem-key-refused-not-accepted = Ключ не принят
    .advice = Выберите ключ Национального удостоверяющего центра или позвоните по номеру 1418
problem-too-many-tries = Слишком много попыток
    .advice = Повторите { $after }
problem-robot-check-wrong = Проверка не завершилась
    .advice = Запустите проверку ещё раз
problem-robot-check-foreign = Проверка выдана не этим сайтом
    .advice = Обновите страницу и запустите проверку ещё раз
problem-robot-check-too-easy = Условия проверки изменены
    .advice = Обновите страницу и запустите проверку ещё раз
problem-robot-check-expired = Срок проверки истёк
    .advice = Запустите проверку ещё раз
problem-robot-check-used = Эта проверка уже использована
    .advice = Запустите проверку ещё раз
problem-person-not-found = Вкладчик (получатель) по введённым данным не найден
    .advice = Проверьте ИИН. Если он верен, позвоните 1418 или обратитесь в офис Фонда
problem-no-contacts = У Фонда нет ни Вашего телефона, ни электронного адреса
    .advice = Обновите контакты в офисе Фонда
problem-contact-shared = Контакт совпадает с контактом другого вкладчика
    .advice = Выберите другой контакт или обновите данные в офисе Фонда
problem-contact-not-kazakhstan = Это номер не казахстанского оператора
    .advice = Выберите другой контакт или обновите номер в офисе Фонда
problem-message-not-sent = Код не отправлен: служба сообщений не отвечает
    .advice = Повторите чуть позже или выберите другой контакт
problem-resend-too-soon = Новый код отправлять ещё рано
    .advice = Запросите его { $after }
problem-wrong-code = Код неверный
    .advice = { problem-wrong-code.again }. Осталось попыток: { $tries }
    .again = Введите код из последнего сообщения
problem-code-expired = Срок одноразового пароля ({ $minutes ->
    [one] { $minutes } минута
    [few] { $minutes } минуты
   *[many] { $minutes } минут
}) истёк
    .advice = Начните регистрацию заново
problem-code-used-up = Этот код больше не действует
    .advice = Запросите новый код
problem-consent-missing = Требуется согласие на обработку персональных данных
    .advice = Откройте страницу согласия и дайте согласие
problem-refused = Сейчас подать заявление нельзя
    .advice = Причина указана в списке услуг
problem-draft-changed = Черновик изменён в другом окне
    .advice = Сравните оба варианта и оставьте нужный
problem-review-outdated = Черновик изменён после того, как был сделан документ
    .advice = Проверьте данные ещё раз и подпишите новый документ
problem-receipt-not-ready = Подпись ещё не подтверждена, поэтому квитанции нет
    .advice = Посмотрите статус заявления: когда подпись подтвердится, квитанцию можно будет скачать здесь
problem-register-silent = Не отвечает: { $register }
    .advice = Введённое не потеряно. Повторите чуть позже
problem-signature-refused-wrong-key = Этим ключом заявление не подписывают
    .advice = Выберите ключ подписи физического лица (имя файла начинается с RSA или GOST, а не AUTH)
problem-signature-refused-another-person = Ключ принадлежит другому человеку
    .advice = Выберите ключ со своим ИИН
problem-signature-refused-expired = Срок действия ключа истёк
    .advice = Получите новую ЭЦП (pki.gov.kz) и повторите. Заявление сохранено
problem-signature-refused-revoked = Ключ отозван
    .advice = Получите новую ЭЦП (pki.gov.kz) и повторите. Заявление сохранено
problem-signature-refused-cannot-check = Сейчас нельзя проверить, действует ли ключ
    .advice = Заявление не отправлено, данные сохранены. Повторите чуть позже
problem-signature-refused-name-mismatch = Данные ЭЦП не совпадают с ГБД ФЛ
    .advice = Получите новую ЭЦП по действующему документу (pki.gov.kz)
problem-signature-refused-document-differs = Подписан не тот документ, который показан
    .advice = Откройте документ ещё раз и подпишите
problem-signature-refused-not-accepted = Подпись не принята
    .advice = Заявление не отправлено, данные сохранены. Повторите или позвоните 1418
problem-overloaded = Сейчас слишком много запросов
    .advice = Повторите через минуту
problem-internal = Техническая проблема. Введённое не потеряно
    .advice = Повторите позже или позвоните 1418. Номер обращения: { $reference }

## Причины, по которым нельзя подать заявление

refusal-no-valid-document = ГБД ФЛ не подтвердила действующий документ
    .advice = Обновите документ и войдите снова
refusal-life-status = Услуга недоступна: жизненный статус не подтверждён
    .advice = Если это ошибка, обратитесь в ЦОН или позвоните 1418
refusal-capacity = Ограничение дееспособности
    .advice = Обратитесь в офис ЕНПФ
refusal-fund-record-differs = Ваши данные не совпадают с ИС ЕНПФ
    .advice = Исправьте имя или дату рождения в офисе Фонда
refusal-disability-not-confirmed = Бессрочная инвалидность 1 или 2 группы не подтверждена
    .advice = Если сведения устарели, обратитесь в отдел медико-социальной экспертизы. По достижении пенсионного возраста выплату оформляет Госкорпорация
refusal-no-ground = Нет основания для выплаты: нужны 50 лет или инвалидность
    .advice = Подать заявление можно с 50 лет или при подтверждённой инвалидности
refusal-open-application = По этому счёту есть действующее заявление на выплату
    .advice = Его статус – на странице «Мои заявления на выплаты/переводы»
refusal-insurer-transfer = Есть действующее заявление о переводе в страховую организацию
    .advice = Дождитесь его исполнения или позвоните 1418
refusal-annual-paid = Годовая выплата текущего года уже произведена
    .advice = Подать заявление можно в следующем году
refusal-returned-payment = Выплата возвращена
    .advice = Измените банковские реквизиты в офисе Фонда или позвоните 1418
refusal-no-savings = На счёте нет накоплений
    .advice = Подать заявление можно, когда появятся накопления
refusal-no-account = Индивидуальный пенсионный счёт не найден
    .advice = Если взносы перечислялись, а счёта нет, позвоните 1418
refusal-register-silent = Не отвечает: { $register }
    .advice = Подписать сейчас нельзя, черновик можно заполнять. Повторите чуть позже

## Внешние системы

register-person-register = ГБД ФЛ
register-disability-register = Реестр лиц с инвалидностью
register-fund = ИС ЕНПФ
register-bank-directory = Справочник банков
register-authority = Удостоверяющий центр
register-sms = Служба SMS
register-mail = Служба электронной почты

## Статусы заявления

status-signature_checking = Подписано, ключ проверяется
status-signature_refused = Подпись не принята
status-signed = Подписано, ожидает подтверждения
status-received = Принято
status-checking = На проверке
status-in_work = В обработке
status-approved = Одобрено
status-transferred = Перечислено в банк
status-executed = Исполнено
status-returned = Возвращено банком/Казпочтой
status-rejected = Отказано
status-revoked = Отозвано заявителем

## Словарь

contribution-mandatory = Обязательные пенсионные взносы (ОПВ)
contribution-occupational = Обязательные профессиональные пенсионные взносы (ОППВ)
contribution-voluntary = Добровольные пенсионные взносы (ДПВ)
document-kind-identity-card = Удостоверение личности
document-kind-passport = Паспорт
document-kind-residence-permit = Вид на жительство
document-kind-stateless-certificate = Удостоверение лица без гражданства
account-kind-card = карточный
account-kind-current = текущий
ground-age = по достижении возраста
ground-disability = лицам с инвалидностью
frequency-monthly = ежемесячно
frequency-one-off = единовременно
scope-partial = частичная
scope-full = полная
