// The phone's words in the cabinet's three languages. What the cabinet says to the app comes from the cabinet.
export const words = {
  kk: {
    title: "eGov Mobile", heading: "eGov Mobile (ойнатылған)", desk: "Сыртқы жүйелер үстелі",
    lead: "Бөлек бағдарлама: кабинеттен тек QR-кодтағы мәтінді біледі. Тек осы компьютердегі мекенжайларды ашады.",
    scan_title: "QR сканері", text: "QR-кодтағы мәтін", text_hint: "mobileSign:http://… немесе осы телефонға арналған сілтеме", person: "Телефон кімде", scan: "Ашу",
    key: "Кілт", read: "Құжатты оқу (PDF)", until: "дейін:", taken: "қабылданды",
    key_sign: "қол қою кілті (RSA)", key_gost: "ГОСТ 34.10-2015 кілті", key_auth: "кіру кілті (AUTH_RSA)", "key_sign-expired": "мерзімі өткен",
    "key_sign-revoked": "қайтарып алынған", "key_sign-lookalike": "бөтен орталықтікі", "key_sign-othername": "басқа аты-жөнге", "key_sign-org": "ұйымның кілті",
    move_sign: "Қол қою", move_cancel: "Бас тарту", move_twice: "Екі рет жіберу", move_tamper: "Басқа мазмұнға қол қою", move_rubbish: "Бүлінген жауап", move_flood: "Тым үлкен жауап",
  },
  ru: {
    title: "eGov Mobile", heading: "eGov Mobile (разыгрывается)", desk: "Стол внешних систем",
    lead: "Отдельная программа: о кабинете знает только текст из QR-кода. Открывает лишь адреса этого компьютера.",
    scan_title: "QR-сканер", text: "Текст из QR-кода", text_hint: "mobileSign:http://… или ссылка для этого же телефона", person: "У кого телефон", scan: "Открыть",
    key: "Ключ", read: "Прочитать документ (PDF)", until: "до:", taken: "принято",
    key_sign: "ключ подписи (RSA)", key_gost: "ключ ГОСТ 34.10-2015", key_auth: "ключ для входа (AUTH_RSA)", "key_sign-expired": "срок истёк",
    "key_sign-revoked": "отозван", "key_sign-lookalike": "чужого центра", "key_sign-othername": "на другие ФИО", "key_sign-org": "ключ организации",
    move_sign: "Подписать", move_cancel: "Отменить", move_twice: "Отправить дважды", move_tamper: "Подписать другое содержание", move_rubbish: "Испорченный ответ", move_flood: "Слишком большой ответ",
  },
  en: {
    title: "eGov Mobile", heading: "eGov Mobile (played)", desk: "Desk of the outside systems",
    lead: "A program of its own: it knows of the cabinet only the text in the QR code. It opens addresses of this computer alone.",
    scan_title: "QR scanner", text: "Text of the QR code", text_hint: "mobileSign:http://… or the link for the same phone", person: "Who holds the phone", scan: "Open",
    key: "Key", read: "Read the document (PDF)", until: "until:", taken: "accepted",
    key_sign: "signing key (RSA)", key_gost: "key of GOST 34.10-2015", key_auth: "login key (AUTH_RSA)", "key_sign-expired": "expired",
    "key_sign-revoked": "revoked", "key_sign-lookalike": "of another authority", "key_sign-othername": "in other names", "key_sign-org": "an organisation's key",
    move_sign: "Sign", move_cancel: "Cancel", move_twice: "Send twice", move_tamper: "Sign other content", move_rubbish: "Broken answer", move_flood: "Too large an answer",
  },
};
