## Атауы

app-name = Жеке кабинет
yes = иә
no = жоқ
nothing = көрсетілмеген
amount = { $amount } теңге
after-seconds = { $count } секундтан кейін
after-minutes = { $count } минуттан кейін
after-hours = { $count } сағаттан кейін

## Өрістегі қателер: не дұрыс емес және қалай түзетуге болады

error-required = Бұл өрісті толтырыңыз
error-malformed = Бұл жазба күткен үлгіге келмейді: тексеріп, қайта жазыңыз
error-wrong-length = { $expected } таңба болуы керек, қазір { $found }
error-too-short = Кемінде { $min } таңба жазыңыз
error-too-long = Ең көбі { $max } таңба
error-bad-checksum = Нөмірде қате бар: таңбаларды бір-бірлеп тексеріңіз
error-bad-date = Мұндай күн жоқ: тексеріңіз
error-not-offered = Ұсынылған нұсқалардың бірін таңдаңыз
error-wrong-letter = { $position }-таңба «{ $letter }» бұл жерге жазылмайды
error-look-alike = { $position }-таңба «{ $letter }» басқа әліпбиден: «{ $instead }» деп жазыңыз
error-not-kazakhstan = Қазақстандық нөмір қажет
error-wrong-bank = Бұл шот таңдалған банкке жатпайды: шотты немесе банкті тексеріңіз
error-not-second-tier = Бұл шот екінші деңгейлі банктікі емес: жеке тұлғаларға қызмет көрсететін банктің шотын жазыңыз
error-not-positive = Сома нөлден үлкен болуы керек
error-above-balance = Сома қалдықтан аспауы керек: ең көбі { $max } теңге
error-mismatch = Екі рет жазғаныңыз бірдей емес: қайта жазыңыз
error-guessable = Мұны табу оңай: белгілі парольді, өз атыңызды, нөмірлеріңізді пайдаланбаңыз

## Сервердің жауаптары: не болды, не істеу керек

problem-invalid-request = Сұрау оқылмады
    .advice = Бетті жаңартып, қайталап көріңіз
problem-invalid-form = Деректерде қате бар: { $count }
    .advice = Белгіленген өрістерді түзетіп, қайталаңыз
problem-too-large = Жіберілген дерек тым үлкен
    .advice = Өрістердегі мәтінді қысқартыңыз
problem-signed-out = Қауіпсіздік үшін кабинеттен шықтыңыз
    .advice = Кірсеңіз, осы жерден жалғастырасыз
problem-not-found = Мұндай бет немесе құжат табылмады
    .advice = Мекенжайды тексеріңіз немесе басты бетке оралыңыз
problem-method-not-allowed = Бұл әрекет мұнда орындалмайды
    .advice = Бетті жаңартып, қайталап көріңіз
problem-foreign-origin = Сұрау осы сайттың бетінен жіберілмеген
    .advice = Кабинетті мекенжай жолағынан ашып, қайталаңыз
problem-wrong-credentials = ЖСН мен пароль сәйкес келмейді
    .advice = Екеуін тексеріңіз. Парольді ұмытсаңыз, «Тіркелу/Құпиясөзді ұмыттыңыз ба?» сілтемесін басыңыз
problem-code-needed = Бұл ЖСН үшін пароль тым көп рет қате жазылды
    .advice = Парольмен кіру үшін код алыңыз немесе ЭЦҚ арқылы кіріңіз
problem-password-blocked = Парольмен кіру жабылды
    .advice = Жаңа пароль қойыңыз («Тіркелу/Құпиясөзді ұмыттыңыз ба?») немесе ЭЦҚ арқылы кіріңіз
problem-challenge-expired = Кіру уақытында аяқталмады
    .advice = «ЭЦҚ арқылы кіру» түймесін қайта басыңыз
problem-agreement-missing = Интернет арқылы ақпарат алу туралы қосымша келісім жоқ
    .advice = Келісім жасау үшін Қордың кез келген кеңсесіне келіңіз
problem-key-refused-wrong-key = Бұл кілтпен кабинетке кірмейді
    .advice = Жеке тұлғаның авторлану кілтін таңдаңыз (файл атауы AUTH_RSA-дан басталады)
problem-key-refused-another-person = Кілт басқа адамдікі
    .advice = Өз ЖСН-ыңыз жазылған кілтті таңдаңыз
problem-key-refused-expired = Кілттің мерзімі өткен
    .advice = Жаңа кілт алыңыз (pki.gov.kz) немесе ЖСН мен пароль арқылы кіріңіз
problem-key-refused-revoked = Кілт кері қайтарып алынған
    .advice = Жаңа кілт алыңыз (pki.gov.kz) немесе ЖСН мен пароль арқылы кіріңіз
problem-key-refused-cannot-check = Кілттің жарамдылығын қазір тексеру мүмкін емес
    .advice = Сәл кейінірек қайталаңыз немесе ЖСН мен пароль арқылы кіріңіз
problem-key-refused-name-mismatch = Кілттің деректері ЖТ МДБ-мен сәйкес емес
    .advice = Қазіргі құжатыңызға жаңа кілт алыңыз (pki.gov.kz) немесе ЖСН мен пароль арқылы кіріңіз
problem-key-refused-document-differs = Кіру үшін берілген мәтінге емес, басқасына қол қойылған
    .advice = «ЭЦҚ арқылы кіру» түймесін қайта басыңыз
problem-key-refused-not-accepted = Кілт қабылданбады
    .advice = Ұлттық куәландырушы орталықтың кілтін таңдаңыз немесе 1418 нөміріне қоңырау шалыңыз
problem-too-many-tries = Тым көп әрекет
    .advice = { $after } қайталаңыз
problem-robot-check-wrong = Тексеру аяқталмады
    .advice = Тексеруді қайта іске қосыңыз
problem-robot-check-foreign = Тексеру осы сайттан берілмеген
    .advice = Бетті жаңартып, тексеруді қайта іске қосыңыз
problem-robot-check-too-easy = Тексерудің шарты өзгертілген
    .advice = Бетті жаңартып, тексеруді қайта іске қосыңыз
problem-robot-check-expired = Тексерудің мерзімі өтті
    .advice = Тексеруді қайта іске қосыңыз
problem-robot-check-used = Бұл тексеру пайдаланылып қойған
    .advice = Тексеруді қайта іске қосыңыз
problem-person-not-found = Енгізілген деректер бойынша салымшы (алушы) табылмады
    .advice = ЖСН-ды тексеріңіз. Дұрыс болса, 1418 нөміріне қоңырау шалыңыз немесе Қордың кеңсесіне келіңіз
problem-no-contacts = Қорда телефоныңыз да, электрондық мекенжайыңыз да жоқ
    .advice = Байланыс деректерін Қордың кеңсесінде жаңартыңыз
problem-contact-shared = Байланыс деректері басқа салымшымен сәйкес келеді
    .advice = Басқа байланысты таңдаңыз немесе деректеріңізді Қордың кеңсесінде жаңартыңыз
problem-contact-not-kazakhstan = Бұл қазақстандық оператордың нөмірі емес
    .advice = Басқа байланысты таңдаңыз немесе нөміріңізді Қордың кеңсесінде жаңартыңыз
problem-message-not-sent = Код жіберілмеді: хабарлама қызметі жауап бермей тұр
    .advice = Сәл кейін қайталаңыз немесе басқа байланысты таңдаңыз
problem-resend-too-soon = Жаңа код әлі жіберілмейді
    .advice = { $after } қайта сұраңыз
problem-wrong-code = Код дұрыс емес
    .advice = { problem-wrong-code.again }. Қалған әрекет: { $tries }
    .again = Соңғы хабарламадағы кодты жазыңыз
problem-code-expired = Бір реттік парольдің мерзімі ({ $minutes } минут) өтті
    .advice = Тіркеуді қайта бастаңыз
problem-code-used-up = Бұл код енді жарамайды
    .advice = Жаңа код сұраңыз
problem-consent-missing = Дербес деректерді өңдеуге келісім қажет
    .advice = Келісім бетін ашып, келісім беріңіз
problem-refused = Қазір өтініш беру мүмкін емес
    .advice = Себебін қызметтер тізімінен қараңыз
problem-draft-changed = Жоба басқа терезеде өзгертілген
    .advice = Екі нұсқаны салыстырып, дұрысын қалдырыңыз
problem-review-outdated = Құжат жасалғаннан кейін жоба өзгертілген
    .advice = Деректерді қайта тексеріп, жаңа құжатқа қол қойыңыз
problem-receipt-not-ready = Қолтаңба әлі расталған жоқ, сондықтан түбіртек дайын емес
    .advice = Өтініштің мәртебесін қараңыз: қолтаңба расталғанда түбіртекті осы жерден жүктей аласыз
problem-register-silent = { $register } жауап бермей тұр
    .advice = Жазғаныңыз жоғалған жоқ. Сәл кейін қайталаңыз
problem-signature-refused-wrong-key = Бұл кілтпен өтінішке қол қойылмайды
    .advice = Жеке тұлғаның қол қою кілтін таңдаңыз (файл атауы RSA немесе GOST деп басталады, AUTH емес)
problem-signature-refused-another-person = Кілт басқа адамдікі
    .advice = Өз ЖСН-ыңыз жазылған кілтті таңдаңыз
problem-signature-refused-expired = Кілттің мерзімі өткен
    .advice = Жаңа ЭЦҚ алыңыз (pki.gov.kz), содан кейін қайталаңыз. Өтінішіңіз сақталды
problem-signature-refused-revoked = Кілт кері қайтарып алынған
    .advice = Жаңа ЭЦҚ алыңыз (pki.gov.kz), содан кейін қайталаңыз. Өтінішіңіз сақталды
problem-signature-refused-cannot-check = Кілттің жарамдылығын қазір тексеру мүмкін емес
    .advice = Өтініш жіберілген жоқ, деректеріңіз сақталды. Сәл кейін қайталаңыз
problem-signature-refused-name-mismatch = ЭЦҚ деректері ЖТ МДБ-мен сәйкес емес
    .advice = Қазіргі құжатыңыз бойынша жаңа ЭЦҚ алыңыз (pki.gov.kz)
problem-signature-refused-document-differs = Көрсетілген құжатқа емес, басқасына қол қойылған
    .advice = Құжатты қайта ашып, қол қойыңыз
problem-signature-refused-not-accepted = Қолтаңба қабылданбады
    .advice = Өтініш жіберілген жоқ, деректеріңіз сақталды. Қайталап көріңіз немесе 1418
problem-overloaded = Қазір сұрау өте көп
    .advice = Бір минуттан кейін қайталаңыз
problem-internal = Техникалық мәселе туындады. Жазғаныңыз жоғалған жоқ
    .advice = Кейінірек қайталаңыз немесе 1418. Анықтама нөмірі: { $reference }

## Өтініш беруге кедергі себептер

refusal-no-valid-document = ЖТ МДБ жарамды құжатты растамады
    .advice = Құжатыңызды жаңартыңыз, содан кейін қайта кіріңіз
refusal-life-status = Қызмет көрсету мүмкін емес: өмірлік мәртебе расталмады
    .advice = Қате болса, ХҚКО-ға немесе 1418 нөміріне хабарласыңыз
refusal-capacity = Әрекет қабілеті шектеулі
    .advice = БЖЗҚ кеңсесіне жүгініңіз
refusal-fund-record-differs = Деректеріңіз БЖЗҚ АЖ-мен сәйкес емес
    .advice = Аты-жөніңізді немесе туған күніңізді Қордың кеңсесінде түзетіңіз
refusal-disability-not-confirmed = Мерзімсіз белгіленген 1 немесе 2 топ мүгедектігі расталмады
    .advice = Мәлімет ескі болса, медициналық-әлеуметтік сараптама бөліміне жүгініңіз. Зейнет жасына толғандар төлемді Мемлекеттік корпорация арқылы алады
refusal-no-ground = Төлемге негіз жоқ: 50 жасқа толу немесе мүгедектік қажет
    .advice = 50 жасқа толғанда немесе мүгедектік расталғанда өтініш бере аласыз
refusal-open-application = Осы шот бойынша қолданыстағы өтінішіңіз бар
    .advice = Оның мәртебесін «Менің төлемдерге/аударымдарға өтініштерім» бетінен қараңыз
refusal-insurer-transfer = Сақтандыру ұйымына аударуға өтінішіңіз бар
    .advice = Ол орындалғанша күтіңіз немесе 1418 нөміріне хабарласыңыз
refusal-annual-paid = Биылғы жылдық төлем жүзеге асырылған
    .advice = Келесі жылы өтініш бере аласыз
refusal-returned-payment = Төлем қайтарылған
    .advice = Банктік деректемелерді Қордың кеңсесінде өзгертіңіз немесе 1418 нөміріне хабарласыңыз
refusal-no-savings = Шотта жинақ жоқ
    .advice = Жинақ түскенде өтініш бере аласыз
refusal-no-account = Жеке зейнетақы шоты табылмады
    .advice = Жарна аударылса да шот көрінбесе, 1418 нөміріне хабарласыңыз
refusal-register-silent = { $register } жауап бермей тұр
    .advice = Қазір қол қою мүмкін емес, жобаны толтыра беруге болады. Сәл кейін қайталаңыз

## Сыртқы жүйелер

register-person-register = ЖТ МДБ
register-disability-register = Мүгедектігі бар адамдар тіркелімі
register-fund = БЖЗҚ АЖ
register-bank-directory = Банктер анықтамалығы
register-authority = Куәландырушы орталық
register-sms = SMS қызметі
register-mail = Электрондық пошта қызметі

## Өтініштің мәртебелері

status-signature_checking = Қол қойылды, кілт тексерілуде
status-signature_refused = Қолтаңба қабылданбады
status-signed = Қол қойылды, растау күтілуде
status-received = Қабылданды
status-checking = Тексерілуде
status-in_work = Өңдеуде
status-approved = Мақұлданды
status-transferred = Банкке аударылды
status-executed = Орындалды
status-returned = Банк/Қазпошта қайтарды
status-rejected = Бас тартылды
status-revoked = Кері қайтарылды

## Сөздік

contribution-mandatory = Міндетті зейнетақы жарналары (МЗЖ)
contribution-occupational = Міндетті кәсіптік зейнетақы жарналары (МКЗЖ)
contribution-voluntary = Ерікті зейнетақы жарналары (ЕЗЖ)
document-kind-identity-card = Жеке куәлік
document-kind-passport = Төлқұжат
document-kind-residence-permit = Тұруға ықтиярхат
document-kind-stateless-certificate = Азаматтығы жоқ адамның куәлігі
account-kind-card = карталық
account-kind-current = ағымдағы
ground-age = жасқа толуына байланысты
ground-disability = мүгедектігі бар адамдарға
frequency-monthly = ай сайын
frequency-one-off = біржолғы
scope-partial = ішінара
scope-full = толық
