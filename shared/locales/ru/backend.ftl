# Messages that the server sends.
message-code = Личный кабинет, код № { $number }: { $code }. Действует { $minutes ->
    [one] { $minutes } минуту
    [few] { $minutes } минуты
   *[many] { $minutes } минут
}. Никому его не сообщайте.
message-code-subject = Код для личного кабинета
notice-subject = Сообщение о вашем личном кабинете
notice-password-reset = Личный кабинет: { $at } по коду установлен новый пароль ({ $place }).
notice-password-changed = Личный кабинет: { $at } изменён пароль ({ $place }).
notice-new-device = Личный кабинет: { $at } в ваш кабинет вошли с нового устройства ({ $place }).
notice-application-accepted = Личный кабинет: { $at } принято заявление № { $number } («{ $service }»).
notice-bank-change = Личный кабинет: { $at } принято заявление № { $number } («{ $service }»). Банковские реквизиты в нём не те, что прежде.
notice-contact-change = Личный кабинет: { $at } принято заявление № { $number } («{ $service }»). Контактные данные в нём не те, что прежде.
notice-bank-and-contact-change = Личный кабинет: { $at } принято заявление № { $number } («{ $service }»). Банковские реквизиты и контактные данные в нём не те, что прежде.
notice-not-me = Если это были не вы, откройте в течение 7 дней ссылку: { $link }
notice-not-me-application = Если это были не вы, сразу позвоните на 1418 и откройте в течение 7 дней ссылку: { $link }
