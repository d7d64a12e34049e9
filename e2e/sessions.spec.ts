import type { Page } from "@playwright/test";
import { call, citizen, register } from "./support/citizens.js";
import { found, stored, traces } from "./support/leftovers.js";
import { pattern, words } from "./support/words.js";
import { accessible, expect, fits, test, type World } from "./support/world.js";
import { CheckPage } from "./pages/check.js";
import { EntrancesPage } from "./pages/entrances.js";
import { answersOf, IBAN, openForm, PaymentFormPage } from "./pages/form.js";
import { KeyLogin } from "./pages/key-login.js";
import { StartPage } from "./pages/start.js";

const aliya = citizen("aliya");
const bauyrzhan = citizen("bauyrzhan");
const say = words();

/** Time passes for the server and for the page alike. */
async function pass(page: Page, world: World, seconds: number): Promise<void> {
  await world.advance(seconds);
  await page.clock.fastForward(seconds * 1_000);
}

const warning = (page: Page) => page.getByRole("dialog", { name: say("session-ending") });
/** «In … you will be signed out», as it is read out. */
const readOut = (page: Page, time: string) => warning(page).getByRole("alert").filter({ hasText: say("session-ending-idle", { time }) });

test.describe("the end of a session comes near (ux 8)", () => {
  test.beforeEach(async ({ page, world }) => {
    await page.clock.install();
    await world.freeze();
  });

  test("150 s before the end a dialog with focus says so, reads the time out at 150, 60 and 20 s, and «continue» gives 15 minutes anew", async ({ page, world, enter }) => {
    await enter(aliya);
    const form = await openForm(page);
    await form.field("contacts-city").fill("Қосшы");
    await expect(form.saved()).toBeVisible();
    await pass(page, world, 740);
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
    await expect(warning(page)).toBeHidden();
    await pass(page, world, 11);
    await expect(warning(page)).toBeVisible();
    await expect(warning(page).getByRole("button", { name: say("session-continue") })).toBeFocused();
    await expect(readOut(page, say("session-minutes", { minutes: 2, seconds: 30 }))).toBeAttached();
    await accessible(page);
    await fits(page);
    await pass(page, world, 90);
    await expect(readOut(page, say("session-minutes", { minutes: 1, seconds: 0 }))).toBeAttached();
    await pass(page, world, 40);
    await expect(readOut(page, say("session-seconds", { seconds: 20 }))).toBeAttached();
    await page.keyboard.press("Enter");
    await expect(warning(page)).toBeHidden();
    await expect(form.field("contacts-city")).toBeFocused();
    await pass(page, world, 740);
    await form.field("contacts-street").fill("Абай");
    await expect(form.saved()).toBeVisible();
    await expect(form.heading).toHaveText(say("pension-payment"));
  });

  test("Escape means «continue»; «sign out» signs out at once", async ({ page, world, enter }) => {
    const cookie = await enter(aliya);
    await page.goto("/");
    // All that the page asks the server for is a sign of life: not after time has passed.
    await expect(page.getByText(/6.184.320,55/).first()).toBeVisible();
    await pass(page, world, 760);
    await expect(warning(page)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(warning(page)).toBeHidden();
    await pass(page, world, 760);
    await warning(page).getByRole("button", { name: say("sign-out") }).click();
    await expect(new StartPage(page).heading).toHaveText(say("start-title"));
    expect((await call(world, "GET", "/api/session", undefined, cookie)).status).toBe(401);
  });

  test("R-034: nobody is there: the page is covered at 15 minutes, and nothing personal is seen", async ({ page, world, enter }) => {
    await enter(aliya);
    await page.goto("/");
    await expect(new StartPage(page).heading).toHaveText(pattern(say, "home-hello"));
    await pass(page, world, 901);
    await expect(page.getByText(say("start-signed-out"))).toBeVisible();
    await expect(page.getByRole("main")).not.toContainText(aliya.name.given, { useInnerText: true });
    await expect(page.getByText(aliya.account!)).toBeHidden();
    await accessible(page);
  });

  test("the server decides: a page whose clock runs ahead warns of nothing, one that slept is covered when it is looked at again", async ({ page, world, enter }) => {
    await enter(aliya);
    await page.goto("/");
    await expect(new StartPage(page).heading).toHaveText(pattern(say, "home-hello"));
    const asked = page.waitForResponse("**/api/session");
    await page.clock.fastForward(800_000);
    expect((await asked).status()).toBe(200);
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
    await expect(warning(page)).toBeHidden();
    await world.advance(15 * 60);
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await expect(page.getByText(say("start-signed-out"))).toBeVisible();
  });

  test("activity in another tab counts for this one", async ({ page, context, world, enter }) => {
    await enter(aliya);
    const form = await openForm(page);
    const other = await context.newPage();
    await other.goto("/services");
    await expect(other.getByRole("button", { name: say("sign-out") })).toBeVisible();
    await pass(page, world, 600);
    await other.getByRole("link", { name: say("nav-applications") }).click();
    await expect(new StartPage(other).heading).toHaveText(say("applications-title"));
    await pass(page, world, 300);
    await form.field("contacts-city").fill("Қосшы");
    await expect(form.saved()).toBeVisible();
    await pass(page, world, 760);
    await expect(warning(page)).toBeVisible();
    await warning(other).getByRole("button", { name: say("session-continue") }).click();
    await expect(warning(page)).toBeHidden();
  });

  test("after twelve hours nothing prolongs it: the dialog says so", async ({ page, world, enter }) => {
    const cookie = await enter(aliya);
    for (let left = 12 * 3_600 - 120; left > 0; left -= 840) {
      await world.advance(Math.min(left, 840));
      expect((await call(world, "POST", "/api/session/renewal", undefined, cookie)).status).toBe(200);
    }
    await page.goto("/");
    await expect(warning(page)).toContainText(pattern(say, "session-ending-absolute"));
    await warning(page).getByRole("button", { name: say("session-understood") }).click();
    await expect(warning(page)).toBeHidden();
    await pass(page, world, 121);
    await expect(page.getByText(say("start-signed-out"))).toBeVisible();
  });
});

/** The person is in the middle of a word when the server ends the session; `ending` does it. */
async function inMidWord(page: Page, world: World, ending: () => Promise<unknown>): Promise<PaymentFormPage> {
  const form = await openForm(page);
  await form.fillContacts(answersOf(aliya));
  await form.field("bank-details-iban").fill(IBAN);
  await expect(form.saved()).toBeVisible();
  await form.field("contacts-street").press("End");
  await page.keyboard.type(" көш");
  await ending();
  await page.keyboard.type("есі");
  await expect(page.getByText(say("start-signed-out"))).toBeVisible();
  await expect(form.field("contacts-street")).toBeHidden();
  await world.desk.ncalayer("ok", `${aliya.iin}-auth`);
  return form;
}

/** The same field, with every letter, and the next letter goes on where the last one stopped. */
async function goesOn(form: PaymentFormPage): Promise<void> {
  const street = form.field("contacts-street");
  await expect(street).toBeFocused();
  await expect(street).toHaveValue("Республика көшесі");
  await form.page.keyboard.press("End");
  await form.page.keyboard.type("нің бойы");
  await expect(form.saved()).toBeVisible();
  await form.page.reload();
  await expect(street).toHaveValue("Республика көшесінің бойы");
  await expect(form.field("bank-details-iban")).toHaveValue(IBAN);
}

test.describe("a session ends on the server in the middle of a word (ux 8)", () => {
  test("the person signs in over the page with the password and goes on at the same letter", async ({ page, world, enter }) => {
    await enter(aliya);
    const form = await inMidWord(page, world, () => world.advance(15 * 60));
    await accessible(page);
    await new StartPage(page).signIn(aliya);
    await goesOn(form);
  });

  test("the person signs in over the page by key and goes on at the same letter", async ({ page, world, enter }) => {
    const cookie = await enter(aliya);
    const form = await inMidWord(page, world, () => call(world, "DELETE", "/api/session", undefined, cookie));
    await new KeyLogin(page).press();
    await goesOn(form);
  });

  for (const way of ["password", "key"] as const) {
    test(`another person who signs in there by ${way} finds nothing of it, in page or storage`, async ({ page, world, enter }) => {
      await register(world, bauyrzhan);
      await enter(aliya);
      await inMidWord(page, world, () => world.advance(15 * 60));
      if (way === "password") await new StartPage(page).signIn(bauyrzhan);
      else {
        await world.desk.ncalayer("ok", `${bauyrzhan.iin}-auth`);
        await new KeyLogin(page).press();
      }
      await expect(page.getByRole("button", { name: say("sign-out") })).toBeVisible();
      const typed = ["Республика", "көшесі", "Қосшы", IBAN, IBAN.slice(0, 12)];
      // Once and at once: what is seen for a moment was seen.
      expect(await found(page, [...traces(aliya), ...typed])).toEqual([]);
    });
  }

  test("what was pressed is done once the person is back: another page opens", async ({ page, world, enter }) => {
    await enter(aliya);
    await page.goto("/services");
    const start = new StartPage(page);
    await expect(start.heading).toHaveText(say("services-title"));
    await world.advance(15 * 60);
    await start.nav("nav-applications").click();
    await expect(page.getByText(say("start-signed-out"))).toBeVisible();
    await start.signIn(aliya);
    await expect(start.heading).toHaveText(say("applications-title"));
    await expect(page).toHaveURL(/\/applications$/);
  });

  test("what was pressed is done once the person is back: the application is signed, once", async ({ page, world, enter }) => {
    await enter(aliya);
    const form = await openForm(page);
    await form.fillAll(answersOf(aliya));
    await form.check();
    const check = new CheckPage(page);
    const number = await check.number();
    await world.advance(15 * 60);
    await world.desk.ncalayer("ok", `${aliya.iin}-sign`);
    await check.sign();
    await expect(page.getByText(say("start-signed-out"))).toBeVisible();
    expect(await world.desk.applications()).toEqual([]);
    await new StartPage(page).signIn(aliya);
    expect(await check.expectSigned()).toBe(number);
    await world.desk.expectApplications(number);
  });

  test("wrong passwords over the page are said there, and the form is still under it", async ({ page, world, enter }) => {
    await enter(aliya);
    const form = await inMidWord(page, world, () => world.advance(15 * 60));
    const start = new StartPage(page);
    await start.signIn(aliya, "бөгде адамның сөзі");
    await expect(start.failure(say("problem-wrong-credentials"))).toBeVisible();
    await start.signIn(aliya);
    await goesOn(form);
  });
});

test.describe("the first question stays without an answer", () => {
  for (const [occasion, happens] of [
    ["the network is back", () => window.dispatchEvent(new Event("online"))],
    ["the page is looked at again", () => document.dispatchEvent(new Event("visibilitychange"))],
  ] as const) {
    test(`who is signed in is let in once ${occasion}`, async ({ page, enter }) => {
      await enter(aliya);
      await page.route("**/api/session", (route) => route.abort());
      await page.goto("/");
      const start = new StartPage(page);
      await expect(start.heading).toHaveText(say("start-title"));
      await page.unroute("**/api/session");
      await page.evaluate(happens);
      await expect(start.heading).toHaveText(pattern(say, "home-hello"));
    });
  }
});

test.describe("shared computers", () => {
  test("signing out reaches another tab at once", async ({ page, context, enter }) => {
    await enter(aliya);
    await openForm(page);
    const other = await context.newPage();
    await other.goto("/");
    await expect(new StartPage(other).heading).toHaveText(pattern(say, "home-hello"));
    await new StartPage(page).signOut();
    await expect(new StartPage(other).heading).toHaveText(say("start-title"));
    expect(await found(other, traces(aliya))).toEqual([]);
  });

  test("Back after signing out shows nothing personal, whatever the browser kept", async ({ page, enter }) => {
    await enter(aliya);
    await page.goto("/");
    await expect(new StartPage(page).heading).toHaveText(pattern(say, "home-hello"));
    await openForm(page);
    await page.goto("/entrances");
    await expect(new EntrancesPage(page).current).toHaveCount(1);
    await new StartPage(page).signOut();
    for (let back = 0; back < 4; back += 1) {
      await page.goBack();
      await expect(new StartPage(page).heading).toHaveText(say("start-title"));
      expect(await found(page, traces(aliya))).toEqual([]);
    }
  });

  test("Back to a page that was put aside asks the server who is there first", async ({ page, world, enter }) => {
    const cookie = await enter(aliya);
    await page.goto("/");
    await expect(new StartPage(page).heading).toHaveText(pattern(say, "home-hello"));
    await page.goto("/offices");
    await call(world, "DELETE", "/api/session", undefined, cookie);
    await page.goBack();
    await expect(new StartPage(page).heading).toHaveText(say("start-title"));
    expect(await found(page, traces(aliya))).toEqual([]);
  });

  test("R-021: while a form is open and after it the browser keeps nothing but the remembered IIN", async ({ page, world, enter }) => {
    await register(world, bauyrzhan);
    await enter(aliya);
    const form = await openForm(page);
    await form.fillAll(answersOf(aliya));
    await expect(form.saved()).toBeVisible();
    const typed = ["Республика", "Қосшы", IBAN];
    const kept = (await stored(page)).toLowerCase();
    expect([...traces(aliya), ...typed].filter((text) => kept.includes(text.toLowerCase()))).toEqual([]);
    await form.signOut();
    const start = new StartPage(page);
    await start.field("login-remember").check();
    await start.enter(bauyrzhan);
    await start.signOut();
    const after = await stored(page);
    expect(traces(bauyrzhan).filter((text) => after.includes(text))).toEqual([bauyrzhan.iin]);
  });

  test("R-021: a database or a cache of the site would be noticed", async ({ page, world: _ }) => {
    await page.goto("/");
    await stored(page);
    await page.evaluate(() => caches.open("kept-apart"));
    await expect(stored(page)).rejects.toThrow("kept-apart");
    await page.evaluate(() => caches.delete("kept-apart"));
    await stored(page);
    await page.evaluate(() => new Promise((done) => (indexedDB.open("kept-too").onsuccess = done)));
    await expect(stored(page)).rejects.toThrow("kept-too");
  });

  test("a draft is deleted: asked first, and nothing of it is left", async ({ page, enter }) => {
    await enter(aliya);
    const form = await openForm(page);
    await form.fillContacts(answersOf(aliya));
    await expect(form.saved()).toBeVisible();
    await form.nav("nav-home").click();
    const open = page.getByRole("button", { name: new RegExp(`^${say("draft-delete")}`) });
    await open.click();
    const asked = page.getByRole("dialog", { name: say("draft-delete-ask") });
    await expect(asked.getByRole("button", { name: say("draft-delete-no") })).toBeFocused();
    await accessible(page);
    await page.keyboard.press("Enter");
    await expect(asked).toBeHidden();
    await open.click();
    await asked.getByRole("button", { name: say("draft-delete-yes") }).click();
    await expect(page.getByText(say("draft-deleted"))).toBeVisible();
    await expect(open).toBeHidden();
    expect(await found(page, ["Республика", "Қосшы қаласы"])).toEqual([]);
    await page.goto("/services/pension-payment/fill");
    await expect(form.field("contacts-city")).toHaveValue("");
  });
});
