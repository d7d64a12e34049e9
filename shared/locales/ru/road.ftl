# Строки документа, общие для всех услуг.
signing-made = Дата составления заявления
signing-consent-given = { $day }, { $time } (версия текста: { $version })
