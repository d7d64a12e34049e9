# Кто вошёл: вход по ЭЦП, пароль, входы, окончание сеанса (R-024…R-044, R-028, R-029, R-057).

## Вход по ЭЦП (R-024, R-033…R-044)

key-title = I способ авторизации – авторизация с помощью ключа ЭЦП
key-lead = В кабинет входят с ключом ЭЦП, полученным в Госкорпорации «Правительство для граждан».
key-heading = Вход по ЭЦП
key-about = На компьютере должна быть запущена программа NCALayer. После нажатия кнопки браузер спросит разрешение: нажмите «Разрешить».
key-kind = Нужен ключ авторизации: имя файла начинается с AUTH_RSA.
key-kind-gost = Нужен ключ, имя файла которого начинается с AUTH_RSA или GOST.
key-enter = Войти по ЭЦП
key-busy = Вход…
key-cancel = Отмена
key-more = Прочитать по шагам
key-install = Нет NCALayer?
key-opening = Готовится запрос на вход…
key-waiting = { signing-waiting }
key-checking = Ключ проверяется…
key-not-entered = Вы не вошли в кабинет. Повторите или войдите по ИИН и паролю.
key-cancelled = Вы отказались от входа
    .advice = Когда будете готовы, нажмите «Войти по ЭЦП» снова.
key-not-running = { signing-not-running }
    .advice = { signing-not-running.advice }
key-silent = { signing-silent }
    .advice = { signing-silent.advice }
key-closed = NCALayer закрылся, не ответив
    .advice = Запустите NCALayer снова и нажмите «Войти по ЭЦП».
key-timed-out = { signing-timed-out }
    .advice = Нажмите «Войти по ЭЦП» снова и выберите ключ.
key-failed = { signing-failed }
    .advice = { signing-failed.advice }
key-steps = Вход по шагам
key-step-1 = Установите и запустите на компьютере программу NCALayer.
key-step-2 = Нажмите «Войти по ЭЦП». Если браузер спросит разрешение, нажмите «Разрешить».
key-step-3 = В окне «Выбор сертификата» выберите, где хранится ключ. Если ключ в файле – «Ваш компьютер», затем укажите файл: его имя начинается с AUTH_RSA.
key-step-4 = Когда файл выбран, нажмите «Вход».
key-step-5 = Введите пароль к хранилищу ключа и нажмите «Открыть». Пароль остаётся на вашем компьютере и в кабинет не отправляется.
key-step-6 = Нажмите «Подписать»: вы войдёте в кабинет. Эта подпись только для входа, заявление ею не подписывается.
key-issuer-heading = Где получить ключ ЭЦП
key-issuer = Ключ выдаёт Госкорпорация «Правительство для граждан». Порядок получения и требования описаны на сайте Национального удостоверяющего центра:
key-manual = NCALayer: загрузка и инструкция

## Ссылки стартовой страницы (R-026…R-032, R-074)

start-links = Помощь со входом
start-forgot = Забыли пароль?
start-change = Сменить пароль?
start-code = Ввести одноразовый пароль
start-ways = В кабинет входят двумя способами: по ИИН и паролю или с ключом ЭЦП.
start-no-way = Если войти нельзя, придите в любой офис обслуживания, чтобы заключить соглашение об изменении способа информирования.
start-memos = Памятки
start-get-code = Получить код
start-set-password = Установить новый пароль
start-or-key = Или войдите по ЭЦП.

## Вход с кодом

code-entry-title = Вход с кодом (шаг { $step })
code-entry-step-1 = Зачем нужен код
code-entry-step-4 = Ввести полученный код и пароль
code-entry-about = Для этого ИИН пароль вводили неверно слишком много раз. Чтобы убедиться, что входите вы, код отправляется на ваш контакт, записанный в Фонде. После этого введите код и пароль.
code-entry-begin = Получить код
code-page-title = Ввести одноразовый пароль
code-page-lead = Если код уже пришёл, введите его здесь и установите новый пароль. Код действует { $minutes ->
    [one] { $minutes } минуту
    [few] { $minutes } минуты
   *[many] { $minutes } минут
}.
code-page-none = Нет кода? Сначала получите его
older-title = Регистрация
older-lead = Введите данные так, как они указаны в Дополнительном соглашении.
older-open = Зарегистрироваться по фамилии и имени
older-send = Отправить
older-cancel = Отменить

## Смена пароля (R-028)

change-title = Смена пароля
change-lead = Введите нынешний пароль, затем новый. Сеансы на других устройствах будут закрыты.
change-save = Сменить пароль
change-saving = Меняется…
change-wrong = Нынешний пароль неверен
    .advice = Проверьте и введите снова. Если забыли его, выйдите и нажмите «Забыли пароль?»
change-done = Пароль изменён. Другие сеансы закрыты.

## Входы

entrances-title = Входы
entrances-lead = Кто, когда и откуда входил в ваш кабинет. Если вход вам незнаком, завершите этот сеанс и смените пароль.
entrances-sessions = Открытые сеансы
entrances-history = История входов
entrances-history-none = Входов пока нет
entrances-current = это устройство
entrances-end = Завершить
    .for = : { $place }
entrances-end-others = Завершить другие
entrances-ended = Сеанс завершён
entrances-others-ended = Другие сеансы завершены
entrances-began = Начат: { $at }
entrances-seen = Последнее действие: { $at }
entrances-unknown-device = Неизвестное устройство
entrance-way-password = по паролю
entrance-way-signature = по ЭЦП
entrance-event-entered = Вход
entrance-event-entered-from-new-device = Вход с нового устройства
entrance-event-wrong-password = Неверный пароль
entrance-event-key-refused = Ключ не принят
entrance-event-password-reset = Пароль установлен заново по коду
entrance-event-password-changed = Пароль изменён в кабинете
entrance-event-disowned = «Это не я»: сеансы закрыты
entrance-event-pushed-out = Сеансов стало больше пяти: самый старый закрыт

## Это не я

not-me-title = Это не я
not-me-lead = Если вы думаете, что в ваш кабинет вошёл кто-то другой, остановите его здесь.
not-me-sessions = Сеансы на всех устройствах сразу закроются.
not-me-password = Войти по паролю нельзя будет, пока не установлен новый. Вход по ЭЦП останется открытым.
not-me-data = Ваши заявления и данные не изменятся.
not-me-press = Да, это не я
not-me-busy = Останавливается…
not-me-done = Сеансы закрыты, вход по паролю остановлен
not-me-next = Теперь установите новый пароль. Если телефон или почта в чужих руках, сначала позвоните на 1418.
not-me-no-token = Ссылка неполная
    .advice = Откройте ссылку из сообщения целиком или позвоните на 1418
not-me-used = Эта ссылка использована или устарела
    .advice = Если сомневаетесь, установите новый пароль или позвоните на 1418

## Удаление черновика

draft-delete = Удалить черновик
    .for = : { $service }
draft-delete-ask = Удалить черновик?
draft-delete-what = Всё заполненное будет удалено, вернуть его нельзя. Поданные заявления не изменятся.
draft-delete-yes = Да, удалить
draft-delete-no = Нет, оставить
draft-deleted = Черновик удалён

## Окончание сеанса

session-ending = Скоро произойдёт выход из кабинета
session-ending-idle = Через { $time } произойдёт выход. Данные сохранены.
session-ending-absolute = Через { $time } произойдёт выход: один вход длится не более 12 часов. Данные сохранены, после входа вы продолжите отсюда.
session-minutes = { $minutes } мин. { $seconds } с
session-seconds = { $seconds } с
session-continue = Продолжить
session-understood = Понятно
account-entrances = Входы
account-password = Сменить пароль
account-links = Учётная запись
