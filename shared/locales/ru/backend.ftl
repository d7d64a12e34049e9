# Messages that the server sends.
message-code = Личный кабинет, код № { $number }: { $code }. Действует 15 минут. Никому его не сообщайте.
message-code-subject = Код для регистрации в личном кабинете
