# Messages that the server sends.
message-code = Жеке кабинет, № { $number } код: { $code }. 15 минут жарамды. Оны ешкімге айтпаңыз.
message-code-subject = Жеке кабинетке тіркелу коды
