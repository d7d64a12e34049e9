# Вход и регистрация (R-016…R-023, R-045…R-061).

## Стартовая страница

start-title = Вход в личный кабинет
start-lead = Посмотрите свои пенсионные накопления, подайте заявление и следите за ним.
start-password = Вход. ИИН и пароль
start-enter = Войти в систему
start-entering = Входим…
start-register = Регистрация / Забыли пароль?
start-greeting = Уважаемый вкладчик (получатель)!
start-about = В кабинете можно посмотреть накопления и подать заявление на пенсионную выплату, не приходя в офис.
start-first-time = Если Вы здесь впервые, зарегистрируйтесь сами и задайте пароль: это займёт несколько минут.
start-forgotten = Если пароль забыт, по той же ссылке задайте новый.
start-sign-needs = Заявление подписывают ключом ЭЦП (нужен компьютер с NCALayer) или телефоном с приложением eGov Mobile.
start-help = Если зарегистрироваться не получается, позвоните 1418 или приходите в офис Фонда.
start-registered = Пароль задан. Теперь войдите по ИИН и новому паролю.
start-signed-out = Вы вышли в целях безопасности. Войдите, чтобы продолжить отсюда.
start-sign-in-first = Чтобы открыть эту страницу, войдите в кабинет.

login-iin = ИИН
    .hint = 12 цифр, на лицевой стороне удостоверения личности
    .required = Введите ИИН
    .wrong-length = ИИН состоит из 12 цифр, сейчас { $found }
    .wrong-letter = ИИН состоит только из цифр: проверьте { $position }-й знак
    .bad-checksum = В ИИН ошибка: проверьте цифры
    .bad-date = В ИИН ошибка: первые шесть цифр – дата рождения (гг мм дд)
login-password = Пароль
    .required = Введите пароль
login-remember = Запомнить ИИН
    .hint = На этом устройстве сохраняется только ИИН, пароль не сохраняется

## Регистрация

register-title = Регистрация на сайте (шаг { $step })
register-step-1 = Нажать кнопку
register-step-2 = Ввести ИИН и пройти проверку
register-step-3 = Выбрать контакт для отправки кода
register-step-4 = Ввести полученный код и пароль
register-step-1-short = Начало
register-step-2-short = ИИН
register-step-3-short = Контакт
register-step-4-short = Пароль
register-way = Авторизация по ИИН и паролю
register-about = Вы регистрируетесь сами и задаёте пароль для входа. Если Вы уже зарегистрированы, новый пароль заменит старый.
register-about-contact = У Фонда должен быть Ваш телефон или e-mail.
register-about-code = На него придёт одноразовый код, он действует { $minutes ->
    [one] { $minutes } минуту
    [few] { $minutes } минуты
   *[many] { $minutes } минут
}.
register-about-password = В пароле не менее 12 знаков.
register-begin = Начать регистрацию
register-next = Продолжить
register-checking = Ждём окончания проверки…
register-looking = Ищем…
register-contacts-help = Эти контакты записаны у Фонда. Если они устарели, обновите их в офисе Фонда.
register-by-sms = По SMS
register-by-email = Письмом
register-send = Отправить код
register-sending = Отправляем…
register-sent = Код № { $number } отправлен: { $contact }. Действует только последний код.
register-time-left = Код действует ещё { $time }
register-time-over = Срок кода, должно быть, истёк: запросите новый или начните регистрацию заново
register-resend = Отправить новый код
register-resend-pause = Новый код можно запросить через { $seconds } с
register-other-contact = Выбрать другой контакт
register-restart = Начать регистрацию заново
register-finish = Задать пароль
register-finishing = Задаём…

registration-iin = ИИН
    .hint = 12 цифр, на лицевой стороне удостоверения личности
    .required = Введите ИИН
    .wrong-length = ИИН состоит из 12 цифр, сейчас { $found }
    .wrong-letter = ИИН состоит только из цифр: проверьте { $position }-й знак
    .bad-checksum = В ИИН ошибка: проверьте цифры
    .bad-date = В ИИН ошибка: первые шесть цифр – дата рождения (гг мм дд)
registration-proof = Проверка, что Вы не робот
    .required = Подождите, пока закончится проверка
contact-choice-contact = Куда отправить код?
    .required = Выберите контакт, на который отправить код
new-password-code = Одноразовый пароль (код)
    .hint = 6 цифр из сообщения
    .required = Введите код из сообщения
    .wrong-length = Код состоит из 6 цифр, сейчас { $found }
    .wrong-letter = Код состоит только из цифр: проверьте { $position }-й знак
new-password-password = Новый пароль
    .hint = Не менее 12 знаков. Подойдут любые: буквы, цифры, пробелы
    .required = Введите новый пароль
    .too-short = В пароле должно быть не менее { $min } знаков
new-password-repeated = Повторите новый пароль
    .required = Введите пароль ещё раз
    .mismatch = Пароли не совпадают: введите ещё раз

## Проверка, что не робот (R-048)

robot-check-title = Проверка, что Вы не робот
robot-check-asking = Проверка начинается…
robot-check-counting = Ваш браузер решает задачу. ИИН можно вводить уже сейчас.
robot-check-done = Проверка пройдена
robot-check-stop = Остановить
robot-check-stopped = Проверка остановлена
robot-check-again = Начать проверку

## Уже полученный код, смена пароля (R-028, R-029, R-057)

code-entrance-iin = { login-iin }
    .hint = { login-iin.hint }
    .required = { login-iin.required }
    .wrong-length = { login-iin.wrong-length }
    .wrong-letter = { login-iin.wrong-letter }
    .bad-checksum = { login-iin.bad-checksum }
    .bad-date = { login-iin.bad-date }
code-entrance-code = { new-password-code }
    .hint = { new-password-code.hint }
    .required = { new-password-code.required }
    .wrong-length = { new-password-code.wrong-length }
    .wrong-letter = { new-password-code.wrong-letter }
code-entrance-password = { new-password-password }
    .hint = { new-password-password.hint }
    .required = { new-password-password.required }
    .too-short = { new-password-password.too-short }
code-entrance-repeated = { new-password-repeated }
    .required = { new-password-repeated.required }
    .mismatch = { new-password-repeated.mismatch }
code-login-code = { new-password-code }
    .hint = { new-password-code.hint }
    .required = { new-password-code.required }
    .wrong-length = { new-password-code.wrong-length }
    .wrong-letter = { new-password-code.wrong-letter }
code-login-password = { login-password }
    .required = { login-password.required }
change-password-current = Нынешний пароль
    .required = Введите нынешний пароль
change-password-password = { new-password-password }
    .hint = { new-password-password.hint }
    .required = { new-password-password.required }
    .too-short = { new-password-password.too-short }
change-password-repeated = { new-password-repeated }
    .required = { new-password-repeated.required }
    .mismatch = { new-password-repeated.mismatch }

## Прежняя форма регистрации (R-062…R-074)

older-registration-surname = Фамилия
    .hint = Например: ИВАНОВ. Заглавные и строчные буквы не различаются
    .required = Введите фамилию
older-registration-given = Имя
    .hint = Например: ИВАН
    .required = Введите имя
older-registration-patronymic = Отчество (при наличии)
    .optional = { older-registration-patronymic }
    .hint = Например: ИВАНОВИЧ
older-registration-iin = { login-iin }
    .hint = { login-iin.hint }
    .required = { login-iin.required }
    .wrong-length = { login-iin.wrong-length }
    .wrong-letter = { login-iin.wrong-letter }
    .bad-checksum = { login-iin.bad-checksum }
    .bad-date = { login-iin.bad-date }
older-registration-contact = Номер мобильного телефона/адрес электронной почты
    .hint = Например: 8 (777) 777 77 77. Номер или адрес, записанный в Фонде
    .required = Введите номер телефона или адрес электронной почты
    .malformed = Введите полностью номер телефона (8 777 777 77 77) или адрес почты (imya@pochta.kz)
    .not-kazakhstan = Введите номер мобильного телефона Казахстана
