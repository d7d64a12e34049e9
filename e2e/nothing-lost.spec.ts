import type { Page } from "@playwright/test";
import { citizen } from "./support/citizens.js";
import { expect, test } from "./support/world.js";
import { CheckPage } from "./pages/check.js";
import { answersOf, IBAN, openForm, PaymentFormPage } from "./pages/form.js";
import { ServicesPage } from "./pages/services.js";
import { StartPage } from "./pages/start.js";

const aliya = citizen("aliya");
const FILL = "/services/pension-payment/fill";

/** As long as it takes the page to draw three times, about 50 ms: no clock of the test is involved. */
async function threeFrames(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame += 1) await new Promise((drawn) => requestAnimationFrame(drawn));
  });
}

test("a reload right after the last key press, and 50 ms after it, loses no letter", async ({ page, enter }) => {
  await enter(aliya);
  const form = await openForm(page);
  await form.field("contacts-city").pressSequentially("Қосшы қаласы");
  await page.reload();
  await expect(form.field("contacts-city")).toHaveValue("Қосшы қаласы");
  await form.field("contacts-street").pressSequentially("Республика даңғылы");
  await threeFrames(page);
  await page.reload();
  await expect(form.field("contacts-street")).toHaveValue("Республика даңғылы");
  await form.field("bank-details-iban").pressSequentially(IBAN);
  await page.goto("/offices");
  await page.goto(FILL);
  await expect(form.field("bank-details-iban")).toHaveValue(IBAN);
});

test("a reload while every save is slow loses no letter either", async ({ page, enter }) => {
  await enter(aliya);
  const form = await openForm(page);
  // The first save hangs until the page is gone; what was typed after it must outlive the page by itself.
  let release = () => {};
  const held = new Promise<void>((done) => (release = done));
  await page.route("**/draft", async (route) => {
    await held;
    await route.continue().catch(() => undefined);
  }, { times: 1 });
  await form.field("contacts-city").pressSequentially("Қосшы");
  await page.reload();
  release();
  await expect(form.field("contacts-city")).toHaveValue("Қосшы");
});

test("back and forward, other pages and a change on the check page keep every answer", async ({ page, world, enter }) => {
  await world.desk.ncalayer("ok");
  await enter(aliya);
  const form = await openForm(page);
  const answers = answersOf(aliya);
  await form.fillAll(answers);
  await form.nav("nav-home").click();
  await expect(page.getByRole("link", { name: /^Жалғастыру/ })).toBeVisible();
  await page.goBack();
  await expect(form.field("contacts-house")).toHaveValue(answers.house);
  await page.goForward();
  await page.getByRole("link", { name: /^Жалғастыру/ }).click();
  await form.check();
  await page.goBack();
  await expect(form.field("bank-details-iban")).toHaveValue(IBAN);
  await form.field("contacts-house").fill("7Б");
  await page.goForward();
  const check = new CheckPage(page);
  await check.expectOpen();
  // The document on this page is older than the draft now: it cannot be signed by mistake.
  await check.sign();
  await expect(page.getByText(check.say("problem-review-outdated")).or(check.fact("Үйдің нөмірі").filter({ hasText: "7Б" })).first()).toBeVisible();
});

test("R-018: the language changes in the middle of the form: answers, focus and errors stay", async ({ page, enter }) => {
  await enter(aliya);
  const form = await openForm(page);
  await form.fillAll({ ...answersOf(aliya), iban: "KZ36601A000000012345" });
  await form.field("bank-details-iban").blur();
  await form.expectError("bank-details-iban", "Шот нөмірінде қате бар");
  await form.speak("ru");
  const russian = new PaymentFormPage(page, "ru");
  await expect(page.getByRole("button", { name: "Русский" })).toBeFocused();
  await russian.expectError("bank-details-iban", russian.say("bank-details-iban.bad-checksum"));
  await expect(russian.field("contacts-city")).toHaveValue("Қосшы қаласы");
  await expect(russian.group("bank-details-account-kind").getByRole("radio", { name: "карточный" })).toBeChecked();
  await expect(russian.field("bank-details-bank").locator("option:checked")).toHaveText("АО «Народный Банк Казахстана»");
  await russian.field("bank-details-iban").fill(IBAN);
  await russian.speak("en");
  await page.reload();
  const english = new PaymentFormPage(page, "en");
  await expect(english.field("bank-details-iban")).toHaveValue(IBAN);
  await english.check();
});

test("the draft comes back in another browser after login", async ({ page, elsewhere, enter }) => {
  await enter(aliya);
  const form = await openForm(page);
  await form.fillContacts(answersOf(aliya));
  await expect(form.saved()).toBeVisible();
  const other = await elsewhere();
  const start = new StartPage(other);
  await start.open();
  await start.enter(aliya);
  await other.getByRole("link", { name: /^Жалғастыру/ }).click();
  await expect(new PaymentFormPage(other).field("contacts-street")).toHaveValue("Республика");
});

test("two tabs with different fields: both stay", async ({ page, context, enter }) => {
  await enter(aliya);
  const one = await openForm(page);
  const second = await context.newPage();
  await second.goto(FILL);
  const two = new PaymentFormPage(second);
  await two.field("contacts-city").fill("Қосшы");
  await expect(two.saved()).toBeVisible();
  await one.field("contacts-street").fill("Абай");
  await expect(one.field("contacts-city")).toHaveValue("Қосшы");
  await expect(page.getByText(one.say("merge-joined"))).toBeVisible();
  await second.reload();
  await expect(two.field("contacts-street")).toHaveValue("Абай");
  await expect(two.field("contacts-city")).toHaveValue("Қосшы");
});

test("two tabs with the same field: what was typed here stays, the other answer is shown and can be taken", async ({ page, context, enter }) => {
  await enter(aliya);
  const one = await openForm(page);
  const second = await context.newPage();
  await second.goto(FILL);
  const two = new PaymentFormPage(second);
  await two.field("contacts-house").fill("12");
  await expect(two.saved()).toBeVisible();
  await one.field("contacts-house").fill("21");
  const notice = page.getByRole("status").filter({ hasText: one.say("merge-heading") });
  await expect(notice).toContainText(one.say("merge-conflict", { field: "Үйдің нөмірі" }));
  await expect(notice).toContainText(one.say("merge-theirs", { value: "12" }));
  await expect(one.field("contacts-house")).toHaveValue("21");
  await notice.getByRole("button", { name: /^Басқасын алу/ }).click();
  await expect(one.field("contacts-house")).toHaveValue("12");
  await expect(one.saved()).toBeVisible();
  await second.reload();
  await expect(two.field("contacts-house")).toHaveValue("12");
});

test("offline the page says where the answers are, and saves them by itself when the line is back", async ({ page, context, enter }) => {
  await enter(aliya);
  const form = await openForm(page);
  await context.setOffline(true);
  await form.field("contacts-city").fill("Қосшы");
  await expect(page.getByText(form.say("saving-waiting")).first()).toBeVisible();
  await form.field("contacts-street").fill("Абай");
  await context.setOffline(false);
  await expect(form.saved()).toBeVisible();
  await page.reload();
  await expect(form.field("contacts-city")).toHaveValue("Қосшы");
  await expect(form.field("contacts-street")).toHaveValue("Абай");
});

test("the server is started anew in the middle: the form goes on, session and draft stay", async ({ page, world, enter }) => {
  await enter(aliya);
  const form = await openForm(page);
  await form.field("contacts-city").fill("Қосшы");
  await expect(form.saved()).toBeVisible();
  await world.restart();
  await form.field("contacts-street").fill("Абай");
  await expect(form.saved()).toBeVisible();
  await page.reload();
  await expect(form.field("contacts-city")).toHaveValue("Қосшы");
  await expect(form.field("contacts-street")).toHaveValue("Абай");
});

test("the session ends in the middle of the form: covered, and after signing in the form goes on with every letter", async ({ page, world, enter }) => {
  await enter(aliya);
  const form = await openForm(page);
  await form.field("contacts-city").fill("Қосшы");
  await expect(form.saved()).toBeVisible();
  await world.advance(16 * 60);
  await form.field("contacts-street").fill("Абай");
  const start = new StartPage(page);
  await expect(page.getByText(start.say("start-signed-out"))).toBeVisible();
  await expect(form.field("contacts-city")).toBeHidden();
  await start.enter(aliya);
  await expect(form.field("contacts-street")).toHaveValue("Абай");
  await expect(form.saved()).toBeVisible();
  await page.reload();
  await expect(form.field("contacts-city")).toHaveValue("Қосшы");
  await expect(form.field("contacts-street")).toHaveValue("Абай");
});

test("another person who signs in at the same page sees nothing of the form", async ({ page, world, enter }) => {
  const bauyrzhan = citizen("bauyrzhan");
  await enter(bauyrzhan);
  await page.context().clearCookies();
  await enter(aliya);
  const form = await openForm(page);
  await form.field("contacts-city").fill("Қосшы");
  await expect(form.saved()).toBeVisible();
  await world.advance(16 * 60);
  await form.field("contacts-street").fill("Абай");
  const start = new StartPage(page);
  await expect(page.getByText(start.say("start-signed-out"))).toBeVisible();
  await start.enter(bauyrzhan);
  await expect(form.heading).toHaveText(form.say("pension-payment"));
  await expect(page.getByText("Қосшы")).toHaveCount(0);
  await page.goto("/services/pension-payment");
  await new ServicesPage(page).agree();
  await expect(form.field("contacts-city")).toHaveValue("");
});
