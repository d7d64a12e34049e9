# Беттің айналасы: тақырып, тіл, мәзір, төменгі жақ, ақпарат беттері, жалпы сөздер.

page-title = { $page } – Жеке кабинет – БЖЗҚ
skip = Негізгі бөлікке өту
demonstration = Көрсетілім: бұл Қордың сайты емес
languages = Тіл
language-failed = Тіл ауыспады: интернетті тексеріп, қайталаңыз
navigation = Кабинеттің бөлімдері
nav-home = Басты бет
nav-services = Қызметтер
nav-applications = Менің өтініштерім
sign-out = Шығу
sign-out-unsaved = Соңғы жазғаныңыз әлі сақталған жоқ. Қазір шықсаңыз, ол жоғалады; бәрібір шығу үшін тағы бір рет басыңыз
sign-out-failed = Шығу орындалмады: интернетті тексеріп, қайталаңыз
offices-link = Қызмет көрсету кеңселері
accessibility-link = Қолжетімділік

error-prefix = Қате:
error-summary-title = Деректерде қате бар
field-optional = { $label } (міндетті емес)
password-show = Көрсету
password-hide = Жасыру
select-empty = Таңдаңыз
steps = Қадамдар
step-done = орындалды
try-again = Қайталау
missing-count = Толтырылмаған міндетті өрістер: { $count }
missing-none = Барлық міндетті өріс толтырылды, түйме белсенді
failure-offline = Серверден жауап келмеді. Жазғаныңыз осы бетте тұр
    .advice = Интернетті тексеріп, қайталаңыз
failure-contacts = Көмек керек болса: 1418, enpf@enpf.kz

part-missing = Бұл бет жүктелмеді
    .advice = Интернетті тексеріп, қайталап көріңіз. Толтырғаныңыз жоғалмайды.

not-found-title = Мұндай бет жоқ
not-found-lead = Мекенжай қате терілген немесе бет көшірілген болуы мүмкін.
not-found-home = Басты бетке

offices-title = Қызмет көрсету кеңселері
offices-lead = Қормен кабинетсіз де байланысуға болады
offices-call = Қоңырау шалу
offices-call-hours = Қазақстан бойынша тегін
offices-write = Хат жазу
offices-visit = Кеңсеге келу
offices-visit-list = Кеңселердің мекенжайлары мен жұмыс уақыты Қордың сайтында:
offices-visit-take = Өзіңізбен бірге жеке басыңызды куәландыратын құжатты ала келіңіз.

accessibility-title = Қолжетімділік
accessibility-lead = Кабинет бәріне ыңғайлы болуы керек. Мақсатымыз – WCAG 2.2, AA деңгейі.
accessibility-what = Не істелді
accessibility-keyboard = Барлығын тышқансыз, пернетақтамен орындауға болады.
accessibility-reader = Экранды оқитын бағдарлама өрістің атын, түсіндірмесін және қатесін айтады.
accessibility-zoom = Бетті 400 %-ға дейін үлкейтуге және 320 пиксель енде оқуға болады.
accessibility-contrast = Мәтін анық көрінеді; ашық, күңгірт және жоғары контрасты түстер бар.
accessibility-time = Жазғаныңыз өзі сақталады: үзіліп қалса да, сол жерден жалғастырасыз.
accessibility-print = Беттерді қағазға басып шығаруға болады.
accessibility-limits = Әзірге шектеулер
accessibility-limits-ncalayer = Қол қою терезесі – NCALayer деген бөлек бағдарлама. Оның ыңғайлылығына кабинет әсер ете алмайды.
accessibility-tell = Кедергі болса
accessibility-tell-how = Бізге айтыңыз: 1418 немесе enpf@enpf.kz. Кеңседе де көмектесеміз.
