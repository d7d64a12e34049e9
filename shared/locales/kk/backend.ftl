# Messages that the server sends.
message-code = Жеке кабинет, № { $number } код: { $code }. { $minutes } минут жарамды. Оны ешкімге айтпаңыз.
message-code-subject = Жеке кабинет коды
notice-subject = Жеке кабинетіңізге қатысты хабарлама
notice-password-reset = Жеке кабинет: { $at } кодпен жаңа пароль қойылды ({ $place }).
notice-password-changed = Жеке кабинет: { $at } пароль ауыстырылды ({ $place }).
notice-new-device = Жеке кабинет: { $at } кабинетіңізге жаңа құрылғыдан кірді ({ $place }).
notice-application-accepted = Жеке кабинет: { $at } № { $number } өтініш қабылданды («{ $service }»).
notice-bank-change = Жеке кабинет: { $at } № { $number } өтініш қабылданды («{ $service }»). Ондағы банктік деректемелер бұрынғыдан өзгеше.
notice-contact-change = Жеке кабинет: { $at } № { $number } өтініш қабылданды («{ $service }»). Ондағы байланыс деректері бұрынғыдан өзгеше.
notice-bank-and-contact-change = Жеке кабинет: { $at } № { $number } өтініш қабылданды («{ $service }»). Ондағы банктік деректемелер мен байланыс деректері бұрынғыдан өзгеше.
notice-not-me = Бұл сіз болмасаңыз, 7 күн ішінде мына сілтемені ашыңыз: { $link }
notice-not-me-application = Бұл сіз болмасаңыз, бірден 1418 нөміріне қоңырау шалыңыз және 7 күн ішінде мына сілтемені ашыңыз: { $link }
