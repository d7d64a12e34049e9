# Вокруг страницы: шапка, язык, меню, подвал, справочные страницы, общие слова.

page-title = { $page } – Личный кабинет – ЕНПФ
skip = Перейти к содержанию
demonstration = Демонстрация: это не сайт Фонда
languages = Язык
language-failed = Язык не сменился: проверьте интернет и повторите
navigation = Разделы кабинета
nav-home = Главная
nav-services = Услуги
nav-applications = Мои заявления
sign-out = Выйти
sign-out-unsaved = Последнее введённое ещё не сохранено. Если выйти сейчас, оно пропадёт; чтобы всё же выйти, нажмите ещё раз
sign-out-failed = Выйти не удалось: проверьте интернет и повторите
offices-link = Офисы обслуживания
accessibility-link = Доступность

error-prefix = Ошибка:
error-summary-title = В данных есть ошибка
field-optional = { $label } (необязательно)
password-show = Показать
password-hide = Скрыть
select-empty = Выберите
steps = Шаги
step-done = выполнено
try-again = Повторить
missing-count = Не заполнено обязательных полей: { $count }
missing-none = Все обязательные поля заполнены, кнопка активна
failure-offline = Сервер не ответил. Введённое осталось на этой странице
    .advice = Проверьте интернет и повторите
failure-contacts = Нужна помощь: 1418, enpf@enpf.kz

part-missing = Эта страница не загрузилась
    .advice = Проверьте интернет и повторите. Заполненное не пропадёт.

not-found-title = Такой страницы нет
not-found-lead = Возможно, адрес набран с ошибкой или страница перемещена.
not-found-home = На главную

offices-title = Офисы обслуживания
offices-lead = С Фондом можно связаться и без кабинета
offices-call = Позвонить
offices-call-hours = по Казахстану бесплатно
offices-write = Написать
offices-visit = Прийти в офис
offices-visit-list = Адреса и часы работы офисов – на сайте Фонда:
offices-visit-take = Возьмите с собой документ, удостоверяющий личность.

accessibility-title = Доступность
accessibility-lead = Кабинет должен быть удобен всем. Наша цель – WCAG 2.2, уровень AA.
accessibility-what = Что сделано
accessibility-keyboard = Всё можно сделать без мыши, с клавиатуры.
accessibility-reader = Программа экранного доступа называет поле, пояснение и ошибку.
accessibility-zoom = Страницу можно увеличить до 400 % и читать при ширине 320 пикселей.
accessibility-contrast = Текст хорошо виден; есть светлые, тёмные и высококонтрастные цвета.
accessibility-time = Введённое сохраняется само: если Вас прервали, продолжите с того же места.
accessibility-print = Страницы можно распечатать.
accessibility-limits = Пока с ограничениями
accessibility-limits-ncalayer = Окно подписания – отдельная программа NCALayer. На её удобство кабинет повлиять не может.
accessibility-tell = Если что-то мешает
accessibility-tell-how = Скажите нам: 1418 или enpf@enpf.kz. В офисе тоже помогут.
