import type { Page, Route } from "@playwright/test";
import { citizen } from "./support/citizens.js";
import { pattern, words } from "./support/words.js";
import { expect, test } from "./support/world.js";
import { CabinetPage } from "./pages/cabinet.js";
import { EntrancesPage } from "./pages/entrances.js";
import { answersOf, openForm } from "./pages/form.js";
import { ServicesPage } from "./pages/services.js";
import { StartPage } from "./pages/start.js";

const aliya = citizen("aliya");
const bauyrzhan = citizen("bauyrzhan");
const say = words();

/** Holds requests back until `go`; `asked` is fulfilled by the first of them, `times` counts them. */
async function hold(page: Page, url: RegExp, method: string) {
  let go = () => {};
  let first = () => {};
  const gone = new Promise<void>((done) => (go = done));
  const held = { asked: new Promise<void>((done) => (first = done)), go: () => go(), times: 0 };
  await page.route(url, async (route: Route) => {
    if (route.request().method() !== method) return route.continue();
    held.times += 1;
    first();
    await gone;
    await route.continue();
  });
  return held;
}

/** The page has drawn what it knows. */
const drawn = (page: Page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

test("a document that comes late pulls nobody away from the page that is read meanwhile", async ({ page, enter }) => {
  await enter(aliya);
  const form = await openForm(page);
  await form.fillAll(answersOf(aliya));
  await expect(form.saved()).toBeVisible();
  const review = await hold(page, /\/pension-payment\/review$/, "POST");
  await form.sign.click();
  await review.asked;
  await form.nav("nav-applications").click();
  await expect(form.heading).toHaveText(say("applications-title"));
  const answered = page.waitForResponse(/\/pension-payment\/review$/);
  review.go();
  expect((await answered).status()).toBe(201);
  await drawn(page);
  await expect(form.heading).toHaveText(say("applications-title"));
  await expect(page).toHaveURL(/\/applications$/);
});

test("a language that comes later than another choice is not spoken any more", async ({ page, world: _ }) => {
  const start = new StartPage(page);
  await start.open();
  const russian = await hold(page, /\/api\/texts\/ru\//, "GET");
  await page.getByRole("button", { name: "Русский" }).click();
  await russian.asked;
  await start.speak("en");
  const answered = page.waitForResponse(/\/api\/texts\/ru\//);
  russian.go();
  await (await answered).finished();
  await drawn(page);
  await expect(start.heading).toHaveText(words("en")("start-title"));
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
});

test("a link to the page one is on arrives there again and leaves nothing to go back to", async ({ page, enter }) => {
  await enter(aliya);
  const home = new CabinetPage(page);
  await page.goto("/");
  await expect(home.heading).toHaveText(pattern(say, "home-hello"));
  const length = await page.evaluate(() => history.length);
  await home.nav("nav-home").click();
  await expect(home.heading).toBeFocused();
  expect(await page.evaluate(() => history.length)).toBe(length);
});

test("after a page was loaded anew the way back still finds what had focus there", async ({ page, enter }) => {
  await enter(aliya);
  const home = new CabinetPage(page);
  await page.goto("/");
  await home.nav("nav-services").click();
  await expect(home.heading).toHaveText(say("services-title"));
  await page.reload();
  await expect(home.heading).toHaveText(say("services-title"));
  await home.nav("nav-applications").click();
  await expect(home.heading).toHaveText(say("applications-title"));
  await page.goBack();
  await expect(home.heading).toHaveText(say("services-title"));
  await expect(home.nav("nav-applications")).toBeFocused();
});

test("settings that did not come are asked for again: the consent can be given", async ({ page, enter }) => {
  await enter(aliya);
  await page.route("**/api/config", (route) => route.abort(), { times: 1 });
  await page.goto("/services/pension-payment");
  await new ServicesPage(page).agree();
});

test("a session is ended once, however often the button is pressed, and focus goes to what is said about it", async ({ page, enter, elsewhere }) => {
  await enter(aliya);
  const there = new StartPage(await elsewhere());
  await there.open();
  await there.enter(aliya);
  const entrances = new EntrancesPage(page);
  await entrances.open();
  await expect(entrances.sessions).toHaveCount(2);
  const ending = await hold(page, /\/api\/sessions?\//, "DELETE");
  const end = entrances.end.first();
  await end.click();
  await ending.asked;
  await expect(end).toHaveAttribute("aria-disabled", "true");
  await end.click({ force: true });
  ending.go();
  await expect(page.getByText(say("entrances-ended"))).toBeFocused();
  await expect(entrances.sessions).toHaveCount(1);
  expect(ending.times).toBe(1);
});

test.describe("a draft is being deleted", () => {
  const asked = (page: Page) => page.getByRole("dialog", { name: say("draft-delete-ask") });
  const begin = async (page: Page) => {
    const form = await openForm(page);
    await form.field("contacts-city").fill("Қосшы");
    await expect(form.saved()).toBeVisible();
    await form.nav("nav-home").click();
    await page.getByRole("button", { name: new RegExp(`^${say("draft-delete")}`) }).click();
    await expect(asked(page)).toBeVisible();
  };

  test("what is under way cannot be kept any more, and the page does not say so; then focus is where that is told", async ({ page, enter }) => {
    await enter(aliya);
    await begin(page);
    const deleting = await hold(page, /\/pension-payment\/draft$/, "DELETE");
    await asked(page).getByRole("button", { name: say("draft-delete-yes") }).click();
    await deleting.asked;
    await expect(asked(page).getByRole("button", { name: say("draft-delete-no") })).toHaveAttribute("aria-disabled", "true");
    await page.keyboard.press("Escape");
    await expect(asked(page)).toBeVisible();
    deleting.go();
    await expect(page.getByText(say("draft-deleted"))).toBeFocused();
  });

  test("the session ends before the answer: the sign-in over the page works, and the question is there again", async ({ page, world, enter }) => {
    await enter(aliya);
    await begin(page);
    await world.advance(15 * 60);
    await page.evaluate(() => window.dispatchEvent(new Event("online")));
    await expect(page.getByText(say("start-signed-out"))).toBeVisible();
    await expect(asked(page)).toBeHidden();
    await new StartPage(page).signIn(aliya);
    await expect(asked(page)).toBeVisible();
  });
});

test("signing out with something unsaved says so first, and does it when pressed once more", async ({ page, enter }) => {
  await enter(aliya);
  const form = await openForm(page);
  await page.route(/\/pension-payment\/draft$/, (route) => route.fulfill({ status: 503, body: "" }));
  await form.field("contacts-city").fill("Қосшы");
  await expect(page.getByText(say("saving-waiting")).first()).toBeVisible();
  await form.button("sign-out").click();
  await expect(form.failure(say("sign-out-unsaved"))).toBeVisible();
  await expect(form.field("contacts-city")).toHaveValue("Қосшы");
  await form.button("sign-out").click();
  await expect(form.heading).toHaveText(say("start-title"));
  await page.reload();
  await expect(form.heading).toHaveText(say("start-title"));
});

test("an answer that cannot be chosen yet does not look chosen", async ({ page, enter }) => {
  await enter(bauyrzhan);
  const form = await openForm(page);
  const monthly = form.group("payment-frequency").getByRole("radio").first();
  await monthly.click({ force: true });
  await drawn(page);
  await expect(monthly).not.toBeChecked();
});

test.describe("before the client is there", () => {
  test.use({ mayFail: [/Failed to fetch|WebAssembly|TypeError|CompileError/] });

  test("another language and «load again» keep the link of a message whole", async ({ page, world: _ }) => {
    const client = /\/frontend-[0-9a-f]+_bg\.wasm$/;
    await page.route(client, (route) => route.abort());
    await page.goto("/not-me#0123.4567");
    await page.getByRole("link", { name: "Русский" }).click();
    await expect(page.locator("html")).toHaveAttribute("lang", "ru");
    await expect(page).toHaveURL(/\/not-me#0123\.4567$/);
    await page.unroute(client);
    await page.getByRole("link", { name: "загрузите ещё раз" }).click();
    const told = new CabinetPage(page, "ru");
    await expect(told.heading).toHaveText(told.say("not-me-title"));
    await expect(page.getByText(told.say("not-me-no-token"))).toBeHidden();
    await expect(page).toHaveURL(/\/not-me/);
  });

  test("where the browser keeps nothing, the language of the address is spoken all the same", async ({ page, context, world: _ }) => {
    await context.addInitScript(() => {
      Object.defineProperty(window, "localStorage", {
        get() {
          throw new DOMException("denied", "SecurityError");
        },
      });
    });
    await page.goto("/?language=ru");
    await expect(new StartPage(page, "ru").heading).toHaveText(words("ru")("start-title"));
  });
});
