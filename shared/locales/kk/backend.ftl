# Messages that the server sends.
message-code = Жеке кабинет, № { $number } код: { $code }. 15 минут жарамды. Оны ешкімге айтпаңыз.
message-code-subject = Жеке кабинет коды
notice-subject = Жеке кабинетіңізге қатысты хабарлама
notice-password-reset = Жеке кабинет: { $at } кодпен жаңа пароль қойылды ({ $place }).
notice-password-changed = Жеке кабинет: { $at } пароль ауыстырылды ({ $place }).
notice-new-device = Жеке кабинет: { $at } кабинетіңізге жаңа құрылғыдан кірді ({ $place }).
notice-not-me = Бұл сіз болмасаңыз, 7 күн ішінде мына сілтемені ашыңыз: { $link }
