import { citizen } from "./support/citizens.js";
import { accessible, expect, test } from "./support/world.js";
import { CheckPage } from "./pages/check.js";
import { answersOf, banks, IBAN, IBAN_OF_ANOTHER_BANK, openForm, PaymentFormPage } from "./pages/form.js";
import { ServicesPage } from "./pages/services.js";

const aliya = citizen("aliya");
const gulnar = citizen("gulnar");
const halyk = banks.find((it) => it.iban_code === "601")!;

// The words that the Fund's memos fix, each at its place: a changed word is another form.
test("labels of the form stand word by word", async ({ page, enter }) => {
  await enter(citizen("zhanna"));
  await page.goto("/services");
  const service = "БЖЗҚ интернет-ресурсы арқылы зейнетақы төлемдерін тағайындау туралы өтініш беру";
  await expect(page.getByRole("heading", { name: service, exact: true }), "R-095").toBeVisible();
  const form = await openForm(page);
  await form.choose("identity-document-document", "Төлқұжат");
  await form.choose("bank-details-account-kind", "карталық");
  const block = (name: RegExp) => page.getByRole("group", { name });
  const field = (label: string) => page.getByLabel(new RegExp(`^${label.replace(/[()/]/g, "\\$&")}( \\(міндетті емес\\))?$`));
  const fact = (label: string) => form.fact(label);
  const text = (words: string) => page.getByText(words, { exact: false }).first();
  const rows = {
    "R-107": block(/жеке басты куәландыратын құжат/iu),
    "R-108": page.getByRole("radiogroup", { name: "Құжат түрі" }),
    "R-109": fact("Сериясы (бар болса)"),
    "R-110": fact("Құжат нөмірі"),
    "R-111": fact("Берілген күні"),
    "R-112": fact("Қолданыс мерзімі"),
    "R-113": fact("Кім берді"),
    "R-114": text("БЖЗҚ АЖ-ға тиісті өзгерістер енгізілетін болады"),
    "R-115": block(/жеке зейнетақы шоты/iu),
    "R-116": page.getByRole("radiogroup", { name: "ЖЗШ нөмірі" }),
    "R-117": block(/төлемдер/iu),
    "R-118": page.getByRole("radiogroup", { name: "Зейнетақы төлемдерінің түрі" }),
    "R-119": page.getByRole("radiogroup", { name: "Кезеңділігі" }),
    "R-120": text("01.01.2018 ж. бастап кесте бойынша төлемдер тек ай сайынғы кезеңділікпен тағайындалады"),
    "R-121": field("Қызмет көрсету өңірі"),
    "R-122": page.getByRole("radiogroup", { name: "Төлем түрі" }),
    "R-124": fact("Сомасы"),
    "R-125": block(/банктік деректемелер/iu),
    "R-126": fact("Бенефициардың ТАӘ"),
    "R-127": fact("Бенефициардың ЖСН"),
    "R-128": page.getByRole("radiogroup", { name: "Сіздің банктік шотыңыздың деректемелерінде әкеңіздің аты көрсетілген бе?" }),
    "R-129": page.getByRole("radiogroup", { name: "Шотты таңдау" }),
    "R-130": field("Алушының ЖСК/IBAN"),
    "R-131": fact("Төлем валютасы"),
    "R-132": field("Банк атауы"),
    "R-133": fact("БСК"),
    "R-134": fact("БСН"),
    "R-135": fact("Банктің ЖСК/IBAN"),
    "R-136": text("деген жолдарды толтыру кезектілігін сақтау қажет"),
    "R-137": text("әкеңіздің аты бар/жоқ екенін көрсету қажет"),
    "R-138": block(/байланыс ақпараты/iu),
    "R-139": block(/^мына мекенжайда тұрамын$/iu),
    "R-139, қала": field("Қала немесе ауыл"),
    "R-140": field("Пәтер"),
    "R-141": field("Индекс (ескі)"),
    "R-142": fact("Индекс (жаңа)"),
    "R-143": field("Байланысу телефоны"),
    "R-144": field("Ұялы телефон"),
    "R-145": field("E-mail"),
    "R-146": text("өзіңізге тиесілі ұялы телефон нөмірін және/немесе электрондық мекенжайды көрсету қажет"),
    "R-147": text("тек кириллица әріптерімен"),
    "R-013": text("* Қазақстандық провайдердің ұялы телефон нөмірі болуы тиіс"),
    "R-148, R-200": page.getByRole("button", { name: "ЭЦҚ-мен қол қою" }),
  };
  for (const [requirement, place] of Object.entries(rows)) await expect.soft(place.first(), requirement).toBeVisible();
  await expect(form.fact("Төлем валютасы")).toHaveText("KZT");
  await expect(form.fact("Құжат нөмірі")).toHaveText("41729286");
  await expect(form.fact("Берілген күні")).toHaveText("19.06.2025");
  await expect(page.getByText(/ЖТ МДБ, \d\d\.\d\d\.\d{4} \d\d:\d\d/).first()).toBeVisible();
});

// R-123 stands only where a fixed amount goes with the rest.
test("R-082, R-083, R-119, R-120, R-122, R-123, R-124: what goes together, and the rules of the amount", async ({ page, enter }) => {
  await enter(gulnar);
  const form = await openForm(page);
  // One ground is on offer at fifty without disability: it is chosen already.
  await expect(form.group("payment-ground").getByRole("radio")).toHaveCount(1);
  await form.choose("payment-frequency", "біржолғы");
  await form.choose("payment-scope", "толық");
  await expect(page.getByRole("checkbox", { name: "Белгіленген сома түрінде" })).toHaveCount(0);
  await expect(form.fact("Сомасы")).toContainText(/1.450.000/);
  await form.choose("payment-frequency", "ай сайын");
  await page.getByRole("checkbox", { name: "Белгіленген сома түрінде" }).check();
  const amount = form.field("payment-amount");
  for (const [typed, error] of [
    ["0", form.say("error-not-positive")],
    ["1 450 000,01", "Сома қалдықтан аспауы керек"],
    ["жүз мың", form.say("payment-amount.malformed")],
  ] as const) {
    await amount.fill(typed);
    await amount.blur();
    await form.expectError("payment-amount", error);
  }
  await accessible(page);
  await amount.fill("1 450 000,00");
  await form.expectNoError("payment-amount");
  await form.choose("payment-scope", "ішінара");
  await amount.fill("150000.5");
  await amount.blur();
  await form.expectNoError("payment-amount");
});

test("R-096, R-119, R-120, R-124: compulsory savings are paid monthly and in full, and the Fund reckons the amount", async ({ page, enter }) => {
  await enter(aliya);
  const form = await openForm(page);
  await expect(form.group("payment-ground").getByRole("radio")).toHaveCount(1);
  await expect(form.group("payment-frequency").getByRole("radio")).toHaveCount(1);
  await expect(form.group("payment-frequency").getByRole("radio", { name: "ай сайын" })).toBeChecked();
  await expect(form.group("payment-scope").getByRole("radio", { name: "толық" })).toBeChecked();
  await expect(page.getByRole("checkbox", { name: "Белгіленген сома түрінде" })).toHaveCount(0);
  await expect(form.fact("Сомасы")).toHaveText("Қор есептейді");
});

test("R-130, R-132: a wrong account is named at its field: checksum, letter, length, bank", async ({ page, enter }) => {
  await enter(aliya);
  const form = await openForm(page);
  const iban = form.field("bank-details-iban");
  // Nothing is said while it is typed for the first time.
  await iban.pressSequentially("KZ36");
  await form.expectNoError("bank-details-iban");
  for (const [typed, error] of [
    ["KZ36601A000000012345", "Шот нөмірінде қате бар: таңбаларды тексеріңіз"],
    ["KZ35601А000000012345", "8-таңба кирилл әрпі «А»: латынша «A» деп жазыңыз"],
    ["KZ35601A00000001234", "Шот нөмірі 20 таңбадан тұрады, қазір 19"],
    ["RU35601A000000012345", "Шот нөмірі KZ әріптерінен басталады"],
    ["KZ86125KZT5004100100", "екінші деңгейлі банктікі емес"],
  ] as const) {
    await iban.fill(typed);
    await iban.blur();
    await form.expectError("bank-details-iban", error);
  }
  await accessible(page);
  await form.choose("bank-details-account-kind", "карталық");
  await form.choose("bank-details-bank", halyk.name.kk);
  await iban.fill(IBAN_OF_ANOTHER_BANK);
  await iban.blur();
  await form.expectError("bank-details-iban", "Бұл шот таңдалған банкке жатпайды");
  await expect(page.getByRole("status").filter({ hasText: form.bankName(IBAN_OF_ANOTHER_BANK) })).toBeVisible();
  // Spaces, hyphens and small letters are no error, and what was typed stays as it was typed.
  await iban.fill(" kz35-601a 0000 0001 2345 ");
  await iban.blur();
  await form.expectNoError("bank-details-iban");
  await expect(iban).toHaveValue(" kz35-601a 0000 0001 2345 ");
});

test("R-129, R-132, R-133, R-134, R-135, R-136: the kind of account comes before the bank, another kind clears the bank and keeps the number", async ({ page, enter }) => {
  await enter(aliya);
  const form = await openForm(page);
  const bank = form.field("bank-details-bank");
  await expect(bank).toHaveAttribute("aria-disabled", "true");
  await expect(bank).toHaveAccessibleDescription(/Алдымен «Шотты таңдау» жолын толтырыңыз/);
  await bank.focus();
  await expect(bank).toBeFocused();
  await form.choose("bank-details-account-kind", "карталық");
  await form.field("bank-details-iban").fill(IBAN);
  await form.choose("bank-details-bank", halyk.name.kk);
  await form.choose("bank-details-branch", "Астана филиалы");
  const branch = halyk.branches.find((it) => it.code === "AST")!;
  await expect(form.fact("БСК")).toHaveText(branch.bic);
  await expect(form.fact("БСН")).toHaveText(branch.bin);
  await expect(form.fact("Банктің ЖСК/IBAN")).toHaveText(branch.bank_iban.replace(/(.{4})(?=.)/g, "$1 "));
  await form.choose("bank-details-account-kind", "ағымдағы");
  await expect(bank).toHaveValue("");
  await expect(form.field("bank-details-branch")).toHaveAttribute("aria-disabled", "true");
  await expect(form.fact("БСК")).toHaveText("–");
  await expect(form.field("bank-details-iban")).toHaveValue(IBAN);
  await page.getByText(form.say("bank-details-not-listed"), { exact: true }).click();
  await expect(page.getByText(form.say("bank-details-not-listed.advice"))).toBeVisible();
});

test("R-139, R-141, R-147: a Latin letter in the address is named; a village needs no street, a city of the republic no oblast", async ({ page, enter }) => {
  await enter(aliya);
  const form = await openForm(page);
  await form.field("contacts-street").fill("Абaй");
  await form.field("contacts-street").blur();
  await form.expectError("contacts-street", "3-таңба латын әрпі «a», кирилше «а» деп жазыңыз");
  await form.field("contacts-house").fill("5A");
  await form.field("contacts-house").blur();
  await form.expectError("contacts-house", "латын әрпі «A»");
  await form.field("contacts-old-index").fill("05000");
  await form.field("contacts-old-index").blur();
  await form.expectError("contacts-old-index", "6 цифрдан тұрады");
  await accessible(page);
  await form.field("contacts-street").fill("");
  await form.field("contacts-old-index").fill("050000");
  await form.field("contacts-house").fill("5А, 5Б/1");
  await form.field("contacts-city").fill("Алматы қ.");
  for (const id of ["contacts-street", "contacts-house", "contacts-old-index", "contacts-oblast"]) await form.expectNoError(id);
  await expect(page.getByLabel("Облыс (міндетті емес)")).toBeVisible();
  await form.field("contacts-city").fill("Қосшы");
  await expect(page.getByLabel("Облыс", { exact: true })).toBeVisible();
});

test("R-013, R-143, R-144, R-145, R-146: phones and e-mail, of which one of the own is needed", async ({ page, enter }) => {
  await enter(aliya);
  const form = await openForm(page);
  // What the Fund has on file stands there already.
  await expect(form.field("contacts-mobile-phone")).toHaveValue(/7015550117/);
  await expect(form.field("contacts-email")).toHaveValue("aliya.seiitkali@posta.example");
  const check = async (id: string, typed: string, error: string | null) => {
    await form.field(id).fill(typed);
    await form.field(id).blur();
    if (error) await form.expectError(id, error);
    else await form.expectNoError(id);
  };
  await check("contacts-mobile-phone", "+7 926 555 01 07", "Қазақстандық оператордың ұялы нөмірін жазыңыз");
  await check("contacts-mobile-phone", "8 (777) 777", "10 цифрын жазыңыз");
  await check("contacts-mobile-phone", "8 (7172) 12-34-56", "Ұялы телефонның 10 цифрын жазыңыз");
  await check("contacts-contact-phone", "8 (7172) 12-34-56", null);
  await check("contacts-mobile-phone", "8 (777) 777-77-77", null);
  await check("contacts-email", "аliya@posta.kz", "1-таңба кирилл әрпі «а»: латынша «a» деп жазыңыз");
  await check("contacts-email", "aliya@posta", "тексеріңіз");
  await accessible(page);
  await check("contacts-email", "", null);
  await check("contacts-mobile-phone", "", null);
  await form.press();
  await form.expectError("contacts-mobile-phone", "Ұялы телефонды немесе e-mail жазыңыз");
  await check("contacts-email", "aliya@posta.kz", null);
  await form.expectNoError("contacts-mobile-phone");
});

// Толтырылмаған міндетті өрістер: n, each with a link; pressing signs nothing and leads to the errors.
test("R-148: an incomplete form keeps the button inactive and says what is missing; the summary takes focus", async ({ page, enter }) => {
  const reviews: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/review")) reviews.push(request.url());
  });
  await enter(aliya);
  const form = await openForm(page);
  await expect(form.sign).toHaveAttribute("aria-disabled", "true");
  await expect(form.sign).not.toHaveAttribute("disabled");
  const names = await form.missingLinks.allInnerTexts();
  expect(names).toEqual([
    "Қызмет көрсету өңірі",
    "Сіздің банктік шотыңыздың деректемелерінде әкеңіздің аты көрсетілген бе?",
    "Шотты таңдау",
    "Алушының ЖСК/IBAN",
    "Банк атауы",
    "Филиал/бөлімше",
    "Облыс",
    "Қала немесе ауыл",
    "Үйдің нөмірі",
  ]);
  await expect(form.sign).toHaveAccessibleDescription(/Толтырылмаған міндетті өрістер: 9/);
  await accessible(page);
  await form.press();
  await expect(form.summary).toBeVisible();
  await expect(page.locator("#error-summary")).toBeFocused();
  await expect(form.summary.getByRole("link")).toHaveCount(9);
  await expect(page).toHaveTitle(/^Қате: /);
  await accessible(page);
  await form.summary.getByRole("link", { name: "Шотыңыздың 20 таңбалы нөмірін жазыңыз" }).click();
  await expect(form.field("bank-details-iban")).toBeFocused();
  expect(reviews).toEqual([]);

  await form.fillAll({ ...answersOf(aliya), iban: "KZ36601A000000012345" });
  await expect(form.missingLinks).toHaveCount(0);
  await expect(form.sign).not.toHaveAttribute("aria-disabled", "true");
  // All is there, one thing is wrong: active, and pressing leads to the error.
  await form.sign.click();
  await expect(form.summary.getByRole("link")).toHaveCount(1);
  await expect(page.locator("#error-summary")).toBeFocused();
  expect(reviews).toEqual([]);
  await form.field("bank-details-iban").fill(IBAN);
  await form.check();
  expect(reviews).toHaveLength(1);
});

test("R-006, R-105, R-106: no form without the consent; message, version and time of the consent are kept", async ({ page, enter }) => {
  await enter(aliya);
  const services = new ServicesPage(page);
  await page.goto("/services/pension-payment/fill");
  await expect(page).toHaveURL(/\/services\/pension-payment$/);
  await expect(page.getByText(/^Өтініш тек көрсетілген негіздер бойынша қабылданады/)).toBeVisible();
  await expect(page.getByRole("heading", { name: /дербес деректерді жинауға және өңдеуге келісім/iu })).toBeVisible();
  await services.button("conditions-continue").click();
  await expect(page.getByText(services.say("conditions-agree-first"))).toBeVisible();
  await expect(page).toHaveURL(/\/services\/pension-payment$/);
  await accessible(page);
  await services.agree();
  await expect(new PaymentFormPage(page).fact(services.say("fill-consent"))).toHaveText(/\d\d\.\d\d\.\d{4}, \d\d:\d\d/);
  await page.goto("/services/pension-payment");
  await expect(page.getByText(new RegExp(services.say("consent-given", { at: "\\d\\d\\.\\d\\d\\.\\d{4}" })))).toBeVisible();
});

test("check page: every answer stands there, each block leads back to its place", async ({ page, enter }) => {
  await enter(aliya);
  const form = await openForm(page);
  await form.fillAll(answersOf(aliya));
  await form.check();
  const check = new CheckPage(page);
  for (const [label, value] of [
    ["Құжат нөмірі", "041721467"],
    ["Қызмет көрсету өңірі", "Ақмола облысы"],
    ["Сомасы", "Қор есептейді"],
    ["Бенефициардың ТАӘ", "СЕЙІТҚАЛИ ӘЛИЯ НҰРЛАНҚЫЗЫ"],
    ["Сіздің банктік шотыңыздың деректемелерінде әкеңіздің аты көрсетілген бе?", "иә"],
    ["Шотты таңдау", "карталық"],
    ["БСК", "HSBKKZKXAST"],
    ["Қала немесе ауыл", "Қосшы қаласы"],
    ["Пәтер", "көрсетілмеген"],
    ["Индекс (жаңа)", "көрсетілмеген"],
  ] as const) {
    await expect.soft(check.fact(label)).toHaveText(value);
  }
  await page.getByRole("link", { name: /^Өзгерту ?: Байланыс ақпараты$/ }).click();
  await expect(page).toHaveURL(/\/fill$/);
  await expect(page.getByRole("group", { name: /Байланыс ақпараты/ })).toBeFocused();
  await form.field("contacts-apartment").fill("41");
  await form.check();
  await expect(check.fact("Пәтер")).toHaveText("41");
});
