import type { Page } from "@playwright/test";
import { readFile } from "node:fs/promises";
import { citizen, contact } from "./support/citizens.js";
import type { Language } from "./support/words.js";
import { accessible, expect, fits, test } from "./support/world.js";
import { ApplicationsPage } from "./pages/applications.js";
import { CabinetPage } from "./pages/cabinet.js";
import { CheckPage } from "./pages/check.js";
import { answersOf, IBAN, PaymentFormPage } from "./pages/form.js";
import { RegistrationPage } from "./pages/registration.js";
import { ServicesPage } from "./pages/services.js";
import { StartPage } from "./pages/start.js";

const aliya = citizen("aliya");

/** Saves what a link downloads. */
async function download(page: Page, label: string): Promise<Buffer> {
  const [started] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: label, exact: true }).click()]);
  return readFile(await started.path());
}

/** From the services page to the check page. */
async function toCheck(page: Page, language: Language = "kk"): Promise<CheckPage> {
  const services = new ServicesPage(page, language);
  await services.nav("nav-services").click();
  await services.begin();
  const form = new PaymentFormPage(page, language);
  await form.fillAll(answersOf(aliya));
  await accessible(page);
  await fits(page);
  await form.check();
  return new CheckPage(page, language);
}

//
test("the whole road in Kazakh: from registration to the signed files and the Fund's statuses", async ({ page, context, world }) => {
  test.setTimeout(180_000);
  await world.desk.window();
  const start = new StartPage(page);
  await start.open();
  await accessible(page);
  await page.getByRole("link", { name: "Тіркелу/Құпиясөзді ұмыттыңыз ба?" }).click();

  const registration = new RegistrationPage(page);
  await registration.at(1);
  await accessible(page);
  await registration.identify(aliya);
  await registration.at(3);
  await accessible(page);
  await registration.sendTo(/^\+7 701/);
  await registration.at(4);
  await accessible(page);
  await registration.finish(await world.desk.code(contact(aliya, "sms")));
  await registration.expectDone();

  await start.enter(aliya);
  await expect(start.heading).toHaveText(start.say("home-hello", { name: "ӘЛИЯ" }));
  await expect(page.getByText(/6.184.320,55.₸/)).toBeVisible();
  await expect(page.getByText(start.say("applications-none"))).toBeVisible();
  await accessible(page);

  const services = new ServicesPage(page);
  await services.nav("nav-services").click();
  await expect(services.account(aliya.account!)).toContainText(services.say("services-can-apply"));
  await accessible(page);
  await services.apply.click();
  await expect(services.heading).toHaveText(services.say("pension-payment"));
  await expect(page.getByText("Өтініш тек көрсетілген негіздер бойынша қабылданады", { exact: false })).toBeVisible();
  await expect(page.getByText(/NCALayer орнатылған компьютер/)).toBeVisible();
  await accessible(page);
  await services.agree();

  const form = new PaymentFormPage(page);
  const answers = answersOf(aliya);
  await form.fillAll(answers);
  await expect(form.saved()).toBeVisible();
  await accessible(page);
  await form.check();

  const check = new CheckPage(page);
  await expect(check.fact("Алушының ЖСК/IBAN")).toHaveText("KZ35 601A 0000 0001 2345");
  await expect(check.fact("ЖЗШ нөмірі")).toHaveText(aliya.account!);
  await expect(check.fact("Бенефициардың ЖСН")).toHaveText(aliya.iin);
  await accessible(page);
  const promised = await check.number();

  await check.sign();
  await world.desk.signInWindow(`${aliya.iin}-sign`);
  await expect(check.heading).toHaveText("Қол қою сәтті аяқталды");
  await expect(page.getByText("Рақмет! Біздің қызметті пайдаланғаныңыз үшін рақмет!")).toBeVisible();
  const number = await check.expectSigned();
  expect(number).toBe(promised);
  await accessible(page);

  const applications = new ApplicationsPage(page);
  await applications.open();
  await expect(applications.row(number)).toBeVisible();
  await accessible(page);
  await world.desk.expectApplications(number);
  const [registered] = await world.desk.applications();
  expect(JSON.stringify(registered!.payload)).toContain(IBAN);

  await applications.show(number);
  await applications.expectStatus("received", 5_000);
  await accessible(page);

  const pdf = await download(page, applications.say("application-pdf"));
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  const cms = await download(page, applications.say("application-signature"));
  expect(cms.includes(pdf)).toBe(true);

  // Statuses that the Fund moves on are seen within 5 s without a reload, also after a lost connection.
  const loaded = await page.evaluate(() => performance.timeOrigin);
  await world.desk.status(number, "checking");
  await applications.expectStatus("checking", 5_000);
  await context.setOffline(true);
  await expect(page.getByText(applications.say("application-no-connection"))).toBeVisible();
  await world.desk.status(number, "in_work");
  await context.setOffline(false);
  await applications.expectStatus("in_work", 5_000);
  await world.desk.status(number, "approved", null, "35595.70");
  await applications.expectStatus("approved", 5_000);
  await expect(applications.history.last()).toContainText(/35.595,70/);
  expect(await page.evaluate(() => performance.timeOrigin)).toBe(loaded);

  await applications.signOut();
  await page.goto(`/applications/${number}`);
  await expect(start.heading).toHaveText(start.say("start-title"));
});

// everything in Russian, on a phone's width.
test("по-русски на экране 390×844: заявление подано и возврат банка виден с причиной", async ({ page, world, enter }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await world.desk.ncalayer("ok");
  await enter(aliya);
  await page.goto("/");
  await new CabinetPage(page).speak("ru");
  const check = await toCheck(page, "ru");
  await expect(check.fact("ИИК/IBAN получателя")).toHaveText("KZ35 601A 0000 0001 2345");
  await accessible(page);
  await check.sign();
  await expect(check.heading).toHaveText("Подписание успешно завершено");
  const number = await check.expectSigned();
  const applications = new ApplicationsPage(page, "ru");
  await applications.open();
  await expect.poll(async () => (await world.desk.applications()).length).toBe(1);
  for (const status of ["checking", "in_work", "approved", "transferred"]) await world.desk.status(number, status, null, "35595.70");
  await world.desk.status(number, "returned", "Счёт закрыт");
  await expect(applications.row(number)).toContainText(applications.say("status-returned"), { timeout: 5_000 });
  await expect(applications.row(number)).toContainText("Счёт закрыт");
  await accessible(page);
  await fits(page);
});

// everything in English, 320 px wide, dark colours.
test("in English at 320 px and in dark colours: the application is signed", async ({ page, world, enter }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.emulateMedia({ colorScheme: "dark" });
  await world.desk.ncalayer("ok");
  await enter(aliya);
  await page.goto("/?language=en");
  const home = new CabinetPage(page, "en");
  await expect(home.heading).toHaveText(home.say("home-hello", { name: "ӘЛИЯ" }));
  await accessible(page);
  await fits(page);
  const check = await toCheck(page, "en");
  await accessible(page);
  await fits(page);
  await check.sign();
  await expect(check.heading).toHaveText("Signing completed successfully");
  await accessible(page);
  await fits(page);
});
