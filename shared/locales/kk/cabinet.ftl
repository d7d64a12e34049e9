# Кабинеттің беттері: басты бет, қызметтер, шарттар, толтыру, тексеру, қол қою, өтініштер.

## Басты бет (R-075)
home-hello = Қайырлы күн, { $name }
home-lead = Шоттарыңыз бен өтініштеріңіз
home-last-contribution = Соңғы жарна { $date }, { $amount } ₸
home-no-contribution = Жарналар түскен жоқ
home-no-accounts = Қорда зейнетақы шотыңыз табылмады
home-draft = Жоба
home-draft-saved = Сақталды { $date }, { $time }
home-continue = Жалғастыру
    .for = : { $service }
home-all-applications = Барлық өтініштер
home-services = Қызметтер
home-all-services = Барлық қызметтер
applications-none = Сізде әзірге өтініштер жоқ

## Жауап бермеген жүйелер
silent-heading = Кейбір деректер әзірге көрсетілмейді
silent-rest = Қалғаны жұмыс істейді. Жауап келгенде бәрі өзі көрінеді.
silent-retry = Қайталау

## Қызметтер (R-077)
services-title = Қызметтер
services-lead = Шоттарыңыз бойынша қандай өтініш бере алатыныңыз көрсетілген
services-can-apply = Өтініш беруге болады
services-cannot-apply = Қазір өтініш беруге болмайды
services-balance = { $amount } ₸
services-open = Өтініш беру
services-continue = Жобаны жалғастыру
services-warning = Назар аударыңыз

## Шарттар және келісім (R-105, R-106, R-006)
step-conditions = Шарттар
step-fill = Толтыру
step-review = Тексеру
step-sign = Қол қою
conditions-before = Толтырмас бұрын оқыңыз
conditions-agree-first = Жалғастыру үшін келісім қажет: белгіні қойыңыз
conditions-continue = Жалғастыру
conditions-close = Жабу

## Толтыру
fill-blocks = Өтініштің бөлімдері
fill-block-done = толтырылған
fill-block-left = { $count } өріс
fill-later = Кейін жалғастыру
fill-short-identity-document = Құжат
fill-short-account = Зейнетақы шоты
fill-short-payment = Төлемдер
fill-short-bank-details = Банк
fill-short-contacts = Байланыс
fill-short-signing = Қол қою
fill-signing = Келісім және қол қою
fill-sign = ЭЦҚ-мен қол қою
fill-sign-next = Алдымен құжатты тексересіз, содан кейін қол қоясыз. Бұл қадамда ештеңе жіберілмейді.
fill-signing-busy = Құжат дайындалуда…
fill-source = { $register }, { $date } { $time }
fill-data-wrong = Деректер қате ме?
fill-data-wrong-help = Бұл деректер мемлекеттік жүйеден алынады, осы жерде түзетілмейді. Қате болса, құжатты берген органға немесе ХҚКО-ға жүгініңіз; түзетілген дерек осында өзі көрінеді. Сұрақ болса: 1418.
fill-document-updates = Таңдалған құжаттың деректері Қордағы деректерден өзгеше. Қол қойған кезде БЖЗҚ АЖ-ға тиісті өзгерістер енгізілетін болады.
fill-document-option = № { $number }, { $date } дейін
fill-account-option = { $number } · { $amount } ₸
fill-account-none = Төлемге өтініш беруге болатын шот жоқ
fill-account-first = Алдымен зейнетақы шотын таңдаңыз
fill-amount-balance = Шоттағы жинақ толық төленеді: { $amount } ₸
fill-amount-max = Ең көбі { $amount } ₸
fill-new-index-none = Мекенжай «Қазпошта» анықтамалығынан таңдалғанда өзі толтырылады
fill-consent = Дербес деректерді өңдеуге келісім
fill-consent-given = { $date }, { $time } берілді (мәтін нұсқасы { $version })
fill-consent-reread = Шарттар мен келісімді қайта оқу

## Жобаның сақталуы
saving-untouched = Жазғаныңыз өзі сақталады
saving-under-way = Сақталуда…
saving-saved = Сақталды, { $time }
saving-waiting = Сервермен байланыс жоқ. Жазғаныңыз осы бетте тұр, байланыс қалпына келгенде өзі сақталады
saving-signed-out = Қауіпсіздік үшін шықтыңыз. Кірсеңіз, осы жерден жалғастырасыз
saving-refused = Сақталмады. { $why }
merge-heading = Бұл жоба басқа жерде де өзгертілді
merge-joined = Екі жердегі өзгерістер біріктірілді. Ештеңе жоғалған жоқ.
merge-conflict = { $field }: мұнда жазғаныңыз қалды
merge-theirs = Басқа жерде: { $value }
merge-theirs-empty = Басқа жерде бос
merge-take = Басқасын алу
    .for = : { $field }
merge-close = Түсінікті

## Тексеру беті
check-title = Өтінішті тексеріңіз
check-lead = Дәл осы құжатқа қол қойылады. Қатесі болса, бөлімін өзгертіңіз: жазғаныңыз сақталған.
check-number = Өтініштің нөмірі: { $number }
check-change = Өзгерту
    .for = : { $block }
check-pdf = PDF құжатын ашу
check-sign-heading = ЭЦҚ-мен қол қою
check-again = Формаға оралу

## Қол қою (R-199, R-200, R-202, R-203)
signing-how = Қол қою қалай өтеді
signing-step-start = Компьютеріңізде NCALayer бағдарламасын іске қосыңыз.
signing-step-permission = «Қол қою» түймесін басыңыз. Браузер рұқсат сұрауы мүмкін: «Рұқсат ету» түймесін басыңыз.
signing-step-key = «Сертификатты таңдау» терезесінде ЭЦҚ кілтін таңдаңыз: қол қою кілтінің файл атауы RSA немесе GOST деп басталады. AUTH_RSA кілті жарамайды.
signing-step-password = Кілттің паролін теріп, NCALayer терезесінде «Қол қою» түймесін басыңыз. Кілт пен пароль кабинетке жіберілмейді.
signing-install = NCALayer жоқ болса, оны орнатыңыз
signing-start = Қол қою
signing-busy = Қол қойылуда…
signing-opening = Құжат алынуда…
signing-waiting = NCALayer терезесінде кілтті таңдап, паролін теріңіз. Асықпаңыз: бұл бет күтіп тұрады.
signing-sending = Қойылған қол тексерілуде…
signing-sending-again = Сервермен байланыс үзілді. Қойған қолыңыз осы бетте сақтаулы, өзі қайта жіберіледі. Бетті жаппаңыз.
signing-unknown = Қол қойылды, бірақ қолтаңбаның серверге жеткен-жетпегені әзірге белгісіз
    .advice = Қайта қол қоймаңыз. Бұл бет серверден өзі сұрап тұр, белгілі болған бойда айтады. Бетті жаппаңыз.
signing-cancel = Болдырмау
signing-nothing-sent = Өтініш жіберілген жоқ, деректеріңіз сақталды.
signing-cancelled = Сіз қол қоюдан бас тарттыңыз
    .advice = Қашан дайын болсаңыз, «Қол қою» түймесін қайта басыңыз.
signing-not-running = NCALayer іске қосылмаған
    .advice = NCALayer бағдарламасын іске қосыңыз немесе орнатыңыз (pki.gov.kz/ncalayer). Браузер рұқсат сұраса, «Рұқсат ету» түймесін басыңыз, содан кейін қайталаңыз.
signing-silent = NCALayer жауап бермей тұр
    .advice = NCALayer бағдарламасын жауып, қайта іске қосыңыз, содан кейін қайталаңыз.
signing-closed = NCALayer қол қойылмай жабылып қалды
    .advice = NCALayer бағдарламасын қайта іске қосып, «Қол қою» түймесін басыңыз.
signing-timed-out = Күту уақыты өтті: NCALayer терезесінде кілт таңдалмады
    .advice = «Қол қою» түймесін қайта басып, кілтті таңдаңыз.
signing-failed = NCALayer қол қоя алмады
    .advice = NCALayer бағдарламасын жаңартыңыз немесе қайта іске қосыңыз. Көмек: 1418.

## Қол қойылды (R-213, R-014)
done-title = Қол қою сәтті аяқталды
done-waiting = Қол қойылды, растауды күтіп отырмыз
done-draft = Жобаны ашу
done-number = Өтініштің нөмірі
done-signed-at = Қол қойылған уақыты
done-next = Енді не болады
done-next-fund = Өтініш Қорға жіберілді. Мәртебесі «Менің төлемдерге/аударымдарға өтініштерім» бетінде өзі жаңарады.
done-next-time = Қор өтінішті тіркеген күннен бастап 10 жұмыс күні ішінде төлейді.
done-next-notice = Төлем аударылғанда немесе қайтарылғанда сізге хабарлама келеді.
done-show = Өтінішті ашу
done-home = Басты бетке
done-thanks = Рақмет! Біздің қызметті пайдаланғаныңыз үшін рақмет!

## Менің өтініштерім (R-078, R-214)
applications-title = Менің төлемдерге/аударымдарға өтініштерім
applications-row = № { $number }, { $service }
application-title = № { $number } өтініш
application-signed = Қол қойылған күні
application-account = Зейнетақы шоты
application-amount = Сомасы
application-amount-unknown = Қор есептейді
application-due = Төлеу мерзімі
application-due-on = { $date } дейін
application-status = Мәртебесі
application-reason = Себебі: { $reason }
application-history = Мәртебелер тарихы
application-next = Енді не болады
application-document = Қол қойылған құжат
application-pdf = Құжатты жүктеу (PDF)
application-signature = Қолтаңбаны жүктеу (CMS)
application-hash = Құжаттың SHA-256 бақылау сомасы
application-signer = Қол қойған
application-issuer = Сертификатты берген
application-serial = Сертификат нөмірі
application-changed = Мәртебе өзгерді: { $status }
application-no-connection = Байланыс жоқ. Соңғы белгілі мәртебе көрсетілген, байланыс қалпына келгенде өзі жаңарады.
next-signature_checking = Қолтаңбаңыз сақталды. Куәландырушы орталық жауап бергенде өтініш Қорға өзі жіберіледі. Сізден ештеңе қажет емес, қайта жібермеңіз.
next-signature_refused = Өтініш Қорға жіберілген жоқ, жобаңыз сақталды. Оны басқа кілтпен немесе QR арқылы қайта қол қойып жібере аласыз.
next-signed = Қордың растауын күтіп отырмыз. Сізден ештеңе қажет емес, қайта жібермеңіз.
next-received = Қор өтінішті тіркеді, енді тексереді. Сізден ештеңе қажет емес.
next-checking = Қор деректерді тексеріп жатыр. Сізден ештеңе қажет емес.
next-in_work = Қор төлемді дайындап жатыр. Сізден ештеңе қажет емес.
next-approved = Төлем мақұлданды, Қор ақшаны банкке аударады.
next-transferred = Ақша банкке аударылды. Банк оны шотыңызға түсіреді.
next-executed = Өтініш орындалды. Ештеңе істеудің қажеті жоқ.
next-returned = Банк немесе «Қазпошта» төлемді қайтарды. Банк шотыңызды тексеріңіз: банктік деректемелерді өзгерту қажет. Көмек: 1418.
next-rejected = Қор өтініштен бас тартты. Себебін жойып, жаңа өтініш беруге болады. Көмек: 1418.
next-revoked = Өтініш кері қайтарылды. Жаңа өтініш беруге болады.
next-other = Бұл мәртебе Қордан келді. Түсіндірме: 1418.

## Жүктелу және ақау
loading = Деректер жүктелуде…
loading-long = Әдеттегіден ұзақ. Деректеріңіз сақталды.
