# Кіру және тіркелу (R-016…R-023, R-045…R-061).

## Бастапқы бет

start-title = Жеке кабинетке кіру
start-lead = Зейнетақы жинағыңызды көріңіз, өтініш беріңіз және оның жолын бақылаңыз.
start-password = Ену. ЖСН және пароль
start-enter = Жүйеге ену
start-entering = Енуде…
start-register = Тіркелу/Құпиясөзді ұмыттыңыз ба?
start-greeting = Құрметті салымшы (алушы)!
start-about = Кабинетте жинағыңызды көріп, зейнетақы төлеміне өтінішті кеңсеге келмей бере аласыз.
start-first-time = Алғаш рет кірсеңіз, өзіңіз тіркеліп, пароль қоясыз: бұған бірнеше минут кетеді.
start-forgotten = Парольді ұмытсаңыз, сол сілтеме арқылы жаңасын қоясыз.
start-sign-needs = Өтінішке ЭЦҚ кілтімен (NCALayer орнатылған компьютер керек) немесе телефондағы eGov Mobile қосымшасымен қол қойылады.
start-help = Тіркеле алмасаңыз, 1418 нөміріне қоңырау шалыңыз немесе Қордың кеңсесіне келіңіз.
start-registered = Пароль қойылды. Енді ЖСН мен жаңа пароль арқылы кіріңіз.
start-signed-out = Қауіпсіздік үшін шықтыңыз. Кірсеңіз, осы жерден жалғастырасыз.
start-sign-in-first = Бұл бетті көру үшін кабинетке кіріңіз.

login-iin = ЖСН
    .hint = 12 цифр, жеке куәліктің алдыңғы бетінде
    .required = ЖСН-ды жазыңыз
    .wrong-length = ЖСН 12 цифрдан тұрады, қазір { $found }
    .wrong-letter = ЖСН тек цифрлардан тұрады: { $position }-таңбаны тексеріңіз
    .bad-checksum = ЖСН-да қате бар: цифрларды тексеріңіз
    .bad-date = ЖСН-да қате бар: алғашқы алты цифр – туған күн (жж аа кк)
login-password = Пароль
    .required = Парольді жазыңыз
login-remember = ЖСН-ды еске сақтау
    .hint = Осы құрылғыда тек ЖСН сақталады, пароль сақталмайды

## Тіркелу

register-title = Сайтта тіркелу ({ $step }-қадам)
register-step-1 = Батырманы басу
register-step-2 = ЖСН енгізу және тексеруден өту
register-step-3 = Код жіберу үшін байланысты таңдау
register-step-4 = Алған код пен парольді енгізу
register-step-1-short = Бастау
register-step-2-short = ЖСН
register-step-3-short = Байланыс
register-step-4-short = Пароль
register-way = ЖСН және пароль арқылы авторлану
register-about = Өзіңіз тіркеліп, кабинетке кіретін пароль қоясыз. Бұрын тіркелген болсаңыз, ескі парольдің орнына жаңасы қойылады.
register-about-contact = Қорда телефоныңыз немесе e-mail мекенжайыңыз тіркелген болуы керек.
register-about-code = Соған бір реттік код келеді, ол { $minutes } минут жарамды.
register-about-password = Пароль кемінде 12 таңбадан тұрады.
register-begin = Тіркелуді бастау
register-next = Жалғастыру
register-checking = Тексеру аяқталуын күтуде…
register-looking = Ізделуде…
register-contacts-help = Бұл байланыстар Қорда тіркелген. Олар ескірген болса, Қордың кеңсесінде жаңартыңыз.
register-by-sms = SMS арқылы
register-by-email = Хат арқылы
register-send = Код жіберу
register-sending = Жіберілуде…
register-sent = № { $number } код жіберілді: { $contact }. Тек соңғы код жарайды.
register-time-left = Код тағы { $time } жарамды
register-time-over = Кодтың мерзімі өткен болуы керек: жаңасын сұраңыз немесе тіркелуді қайта бастаңыз
register-resend = Жаңа код жіберу
register-resend-pause = Жаңа кодты { $seconds } секундтан кейін сұрауға болады
register-other-contact = Басқа байланысты таңдау
register-restart = Тіркелуді қайта бастау
register-finish = Парольді қою
register-finishing = Қойылуда…

registration-iin = ЖСН
    .hint = 12 цифр, жеке куәліктің алдыңғы бетінде
    .required = ЖСН-ды жазыңыз
    .wrong-length = ЖСН 12 цифрдан тұрады, қазір { $found }
    .wrong-letter = ЖСН тек цифрлардан тұрады: { $position }-таңбаны тексеріңіз
    .bad-checksum = ЖСН-да қате бар: цифрларды тексеріңіз
    .bad-date = ЖСН-да қате бар: алғашқы алты цифр – туған күн (жж аа кк)
registration-proof = Робот емес екеніңізді тексеру
    .required = Тексеру аяқталғанша күтіңіз
contact-choice-contact = Код қайда жіберілсін?
    .required = Код жіберілетін байланысты таңдаңыз
new-password-code = Бір реттік пароль (код)
    .hint = Хабарламадағы 6 цифр
    .required = Хабарламадағы кодты жазыңыз
    .wrong-length = Код 6 цифрдан тұрады, қазір { $found }
    .wrong-letter = Код тек цифрлардан тұрады: { $position }-таңбаны тексеріңіз
new-password-password = Жаңа пароль
    .hint = Кемінде 12 таңба. Әріп, цифр, бос орын – кез келген таңба жарайды
    .required = Жаңа парольді жазыңыз
    .too-short = Пароль кемінде { $min } таңба болуы керек
new-password-repeated = Жаңа парольді қайталаңыз
    .required = Парольді тағы бір рет жазыңыз
    .mismatch = Парольдер бірдей емес: қайта жазыңыз

## Робот емес екенін тексеру (R-048)

robot-check-title = Робот емес екеніңізді тексеру
robot-check-asking = Тексеру басталуда…
robot-check-counting = Браузеріңіз есеп шығарып жатыр. ЖСН-ды жаза беріңіз.
robot-check-done = Тексеру өтті
robot-check-stop = Тоқтату
robot-check-stopped = Тексеру тоқтатылды
robot-check-again = Тексеруді бастау

## Қолда бар код, парольді ауыстыру (R-028, R-029, R-057)

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
change-password-current = Қазіргі пароль
    .required = Қазіргі парольді жазыңыз
change-password-password = { new-password-password }
    .hint = { new-password-password.hint }
    .required = { new-password-password.required }
    .too-short = { new-password-password.too-short }
change-password-repeated = { new-password-repeated }
    .required = { new-password-repeated.required }
    .mismatch = { new-password-repeated.mismatch }

## Ескі тіркеу нысаны (R-062…R-074)

older-registration-surname = Тегі
    .hint = Мысалы: ИВАНОВ. Бас немесе кіші әріптің айырмасы жоқ
    .required = Тегіңізді жазыңыз
older-registration-given = Аты
    .hint = Мысалы: ИВАН
    .required = Атыңызды жазыңыз
older-registration-patronymic = Әкесінің аты (бар болса)
    .optional = { older-registration-patronymic }
    .hint = Мысалы: ИВАНОВИЧ
older-registration-iin = { login-iin }
    .hint = { login-iin.hint }
    .required = { login-iin.required }
    .wrong-length = { login-iin.wrong-length }
    .wrong-letter = { login-iin.wrong-letter }
    .bad-checksum = { login-iin.bad-checksum }
    .bad-date = { login-iin.bad-date }
older-registration-contact = Ұялы телефон нөмірі/электрондық пошта мекенжайы
    .hint = Мысалы: 8 (777) 777 77 77. Қорда тіркелген нөмір немесе мекенжай
    .required = Телефон нөмірін немесе электрондық мекенжайды жазыңыз
    .malformed = Телефон нөмірін (8 777 777 77 77) немесе электрондық мекенжайды (aty@posta.kz) толық жазыңыз
    .not-kazakhstan = Қазақстандық ұялы телефон нөмірін жазыңыз
