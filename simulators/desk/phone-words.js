// The phone's words in the cabinet's three languages. What the cabinet says to the app comes from the cabinet.
export const words = {
  kk: {
    title: "eGov Mobile", heading: "eGov Mobile (ойнатылған)", desk: "Сыртқы жүйелер үстелі",
    lead: "Бөлек бағдарлама: кабинеттен тек QR-кодтағы мәтінді біледі. Тек осы компьютердегі мекенжайларды ашады.",
    scan_title: "QR сканері", text: "QR-кодтағы мәтін", text_hint: "mobileSign:http://… немесе осы телефонға арналған сілтеме", person: "Телефон кімде", scan: "Ашу",
    key: "Кілт", read: "Құжатты оқу (PDF)", until: "дейін:", taken: "қабылданды",
    key_sign: "қол қою кілті (RSA)", key_gost: "ГОСТ 34.10-2015 кілті", key_auth: "кіру кілті (AUTH_RSA)", state_expired: "мерзімі өткен",
    state_revoked: "қайтарып алынған", state_lookalike: "бөтен орталықтікі", state_othername: "басқа аты-жөнге", state_org: "ұйымдікі", state_noiin: "ЖСН жазылмаған",
    move_sign: "Қол қою", move_cancel: "Бас тарту", move_twice: "Екі рет жіберу", "move_tampered-content": "Басқа мазмұнға қол қою", move_rubbish: "Бүлінген жауап", move_flood: "Тым үлкен жауап",
    "move_wrong-token": "Бөтен токенмен жіберу", move_truncated: "Хабарламаның жартысы", "move_no-certificate": "Сертификатсыз", "move_wrong-digest": "Хеші қате", "move_wrong-signature": "Қолтаңбасы қате", "move_other-certificate": "Басқа сертификатқа байланған", "move_wrong-stamp": "Уақыт белгісі қате",
  },
  ru: {
    title: "eGov Mobile", heading: "eGov Mobile (разыгрывается)", desk: "Стол внешних систем",
    lead: "Отдельная программа: о кабинете знает только текст из QR-кода. Открывает лишь адреса этого компьютера.",
    scan_title: "QR-сканер", text: "Текст из QR-кода", text_hint: "mobileSign:http://… или ссылка для этого же телефона", person: "У кого телефон", scan: "Открыть",
    key: "Ключ", read: "Прочитать документ (PDF)", until: "до:", taken: "принято",
    key_sign: "ключ подписи (RSA)", key_gost: "ключ ГОСТ 34.10-2015", key_auth: "ключ для входа (AUTH_RSA)", state_expired: "срок истёк",
    state_revoked: "отозван", state_lookalike: "чужого центра", state_othername: "на другие ФИО", state_org: "организации", state_noiin: "без ИИН",
    move_sign: "Подписать", move_cancel: "Отменить", move_twice: "Отправить дважды", "move_tampered-content": "Подписать другое содержание", move_rubbish: "Испорченный ответ", move_flood: "Слишком большой ответ",
    "move_wrong-token": "Отправить с чужим токеном", move_truncated: "Половина сообщения", "move_no-certificate": "Без сертификата", "move_wrong-digest": "Неверный хеш", "move_wrong-signature": "Неверная подпись", "move_other-certificate": "Привязано к другому сертификату", "move_wrong-stamp": "Неверная метка времени",
  },
  en: {
    title: "eGov Mobile", heading: "eGov Mobile (played)", desk: "Desk of the outside systems",
    lead: "A program of its own: it knows of the cabinet only the text in the QR code. It opens addresses of this computer alone.",
    scan_title: "QR scanner", text: "Text of the QR code", text_hint: "mobileSign:http://… or the link for the same phone", person: "Who holds the phone", scan: "Open",
    key: "Key", read: "Read the document (PDF)", until: "until:", taken: "accepted",
    key_sign: "signing key (RSA)", key_gost: "key of GOST 34.10-2015", key_auth: "login key (AUTH_RSA)", state_expired: "expired",
    state_revoked: "revoked", state_lookalike: "of another authority", state_othername: "in other names", state_org: "an organisation's", state_noiin: "without an IIN",
    move_sign: "Sign", move_cancel: "Cancel", move_twice: "Send twice", "move_tampered-content": "Sign other content", move_rubbish: "Broken answer", move_flood: "Too large an answer",
    "move_wrong-token": "Send with a wrong token", move_truncated: "Half a message", "move_no-certificate": "Without its certificate", "move_wrong-digest": "Wrong digest", "move_wrong-signature": "Wrong signature", "move_other-certificate": "Bound to another certificate", "move_wrong-stamp": "Wrong time stamp",
  },
};
