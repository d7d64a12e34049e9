import { citizen } from "./support/citizens.js";
import { accessible, expect, test } from "./support/world.js";
import { CabinetPage } from "./pages/cabinet.js";
import { answersOf, PaymentFormPage } from "./pages/form.js";
import { RegistrationPage } from "./pages/registration.js";
import { ServicesPage } from "./pages/services.js";
import { StartPage } from "./pages/start.js";

const aliya = citizen("aliya");

/** Seconds for which a register that was silent several times is let alone. */
const REST = 11;

test.describe("registers that do not answer", () => {
  for (const register of ["fund", "person-register", "disability-register", "bank-directory"] as const) {
    test(`R-011, R-012: ${register} is off: the page says so, offers to ask again, and works when it is back`, async ({ page, world, enter }) => {
      await enter(aliya);
      await world.desk.register(register, "off");
      const services = new ServicesPage(page);
      await services.open();
      const silent = services.say("refusal-register-silent", { register: services.say(`register-${register}`) });
      await expect(page.getByRole("main").getByText(silent).first()).toBeVisible();
      await accessible(page);
      await page.goto("/services/pension-payment");
      await services.agree();
      const form = new PaymentFormPage(page);
      await expect(page.getByText(silent).first()).toBeVisible();
      await accessible(page);
      // The draft can be written meanwhile.
      await form.field("contacts-city").fill("Қосшы");
      await expect(form.saved()).toBeVisible();
      await world.desk.register(register, "on");
      await world.advance(REST);
      await form.button("silent-retry").click();
      await expect(page.getByText(silent)).toHaveCount(0);
      await expect(form.field("contacts-city")).toHaveValue("Қосшы");
      await form.fillAll(answersOf(aliya));
      await form.field("contacts-mobile-phone").fill("8 (701) 555-01-17");
      await form.check();
    });
  }

  test("R-011, R-012: a register falls silent just before signing: refused with the reason, the draft stays", async ({ page, world, enter }) => {
    await enter(aliya);
    const services = new ServicesPage(page);
    await services.open();
    await services.begin();
    const form = new PaymentFormPage(page);
    await form.fillAll(answersOf(aliya));
    await expect(form.saved()).toBeVisible();
    await world.desk.register("person-register", "off");
    await form.sign.click();
    await expect(form.failure(form.say("refusal-register-silent", { register: form.say("register-person-register") }))).toBeVisible();
    await world.desk.register("person-register", "on");
    await world.advance(REST);
    await form.check();
  });

  test("R-012, R-075: the Fund is silent on the home page: the rest is there", async ({ page, world, enter }) => {
    await enter(aliya);
    await world.desk.register("fund", "silent");
    const home = new CabinetPage(page);
    await page.goto("/");
    await expect(page.getByText(home.say("refusal-register-silent", { register: home.say("register-fund") }))).toBeVisible({ timeout: 20_000 });
    await expect(page.getByRole("link", { name: home.say("home-all-services") })).toBeVisible();
    await accessible(page);
  });

  test("R-012: a slow register: the page says that it loads, then it is there", async ({ page, world, enter }) => {
    await enter(aliya);
    await world.desk.register("fund", "slow", 2_500);
    await page.goto("/");
    const home = new CabinetPage(page);
    await expect(page.getByRole("status").filter({ hasText: home.say("loading") })).toBeVisible();
    await expect(page.getByText(/6.184.320,55/)).toBeVisible();
  });

  test("R-012: SMS is off: no code is sent, the page says what to do, and the next press works", async ({ page, world }) => {
    await world.desk.register("sms", "off");
    const registration = new RegistrationPage(page);
    await registration.open();
    await registration.identify(citizen("bauyrzhan"));
    await registration.sendTo(/^\+7 702/);
    await expect(registration.failure(registration.say("problem-message-not-sent"))).toBeVisible();
    await world.desk.register("sms", "on");
    await world.advance(REST);
    await registration.button("register-send").click();
    await registration.at(4);
    await registration.finish(await world.desk.code("+77025550124"));
    await registration.expectDone();
  });

  test("R-012: the Fund is off at registration: said, not a blank page", async ({ page, world }) => {
    await world.desk.register("fund", "off");
    const registration = new RegistrationPage(page);
    await registration.open();
    await registration.identify(aliya);
    await expect(registration.failure(registration.say("problem-register-silent", { register: registration.say("register-fund") }))).toBeVisible();
    await accessible(page);
  });
});

test.describe("addresses", () => {
  test("an unknown address is a page with a way out", async ({ page, world: _ }) => {
    const answer = await page.goto("/no/such/place");
    expect(answer?.status()).toBeLessThan(500);
    const cabinet = new CabinetPage(page);
    await expect(cabinet.heading).toHaveText(cabinet.say("not-found-title"));
    await accessible(page);
    await page.getByRole("link", { name: cabinet.say("not-found-home") }).click();
    await expect(cabinet.heading).toHaveText(cabinet.say("start-title"));
  });

  test("an unknown address under /api is 404 in JSON", async ({ world }) => {
    for (const path of ["/api/nothing", "/api", "/api/applications/x/y/z"]) {
      const answer = await fetch(world.origin + path);
      expect([path, answer.status]).toEqual([path, 404]);
      expect(answer.headers.get("content-type")).toContain("application/problem+json");
      expect(await answer.json()).toMatchObject({ code: "not-found" });
    }
  });

  test("an application and a document that are not one's own are not there", async ({ page, enter }) => {
    await enter(aliya);
    const cabinet = new CabinetPage(page);
    for (const path of ["/applications/2026-000000", "/reviews/00000000000000000000000000000000"]) {
      await page.goto(path);
      await expect(cabinet.failure(cabinet.say("problem-not-found"))).toBeVisible();
      await accessible(page);
    }
  });
});

test.describe("the whole page", () => {
  test("demonstration banner, noindex and a strict content security policy that nothing offends", async ({ page, world: _ }) => {
    const answer = await page.goto("/");
    const headers = answer!.headers();
    expect(headers["x-robots-tag"]).toContain("noindex");
    const policy = headers["content-security-policy"]!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("'unsafe-inline'");
    expect(policy).not.toContain("'unsafe-eval'");
    expect(policy).toContain("frame-ancestors 'none'");
    await expect(page.getByRole("complementary").first()).toHaveText("Көрсетілім: бұл Қордың сайты емес");
    // The `quiet` fixture fails on any violation that the console tells of.
    await expect(new StartPage(page).button("start-enter")).toBeVisible();
    expect(await page.locator("script:not([src])").count()).toBe(0);
    expect(await page.locator("[style]").count()).toBe(0);
  });

  test("keyboard alone: skip link, login, and focus that goes with the page", async ({ page, enter }) => {
    await enter(aliya);
    const home = new CabinetPage(page);
    await page.goto("/");
    await expect(home.button("sign-out")).toBeVisible();
    await page.keyboard.press("Tab");
    await expect(page.getByRole("link", { name: home.say("skip") })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("main")).toBeFocused();
    await home.nav("nav-services").focus();
    await page.keyboard.press("Enter");
    await expect(home.heading).toHaveText(home.say("services-title"));
    await expect(home.heading).toBeFocused();
    await page.goBack();
    await expect(home.nav("nav-services")).toBeFocused();
  });

  test.describe("when a proxy answers for the server", () => {
    test.use({ mayFail: [/status of 502/] });

    test("R-012: the page says what it means, with the number that the support asks for, and claims nothing", async ({ page, enter }) => {
      await enter(aliya);
      await page.route("**/api/applications", (route) => route.fulfill({ status: 502, contentType: "text/html", body: "<h1>Bad Gateway</h1>" }));
      await page.goto("/applications");
      const cabinet = new CabinetPage(page);
      const said = page.getByRole("main");
      await expect(said).toContainText(cabinet.say("problem-internal"));
      await expect(said).toContainText(cabinet.say("problem-internal.advice", { reference: "HTTP 502" }));
      await accessible(page);
      await page.unroute("**/api/applications");
      await page.reload();
      await expect(cabinet.heading).toHaveText(cabinet.say("applications-title"));
      await expect(said).not.toContainText(cabinet.say("problem-internal"));
    });
  });

  test.describe("when the client does not come", () => {
    test.use({ mayFail: [/Failed to fetch|WebAssembly|TypeError|CompileError|status of 500/] });

    test("R-012: the shell says so in its three languages and offers to load again", async ({ page, world: _ }) => {
      await page.route("**/*.wasm", (route) => route.abort());
      await page.goto("/");
      const said = page.getByRole("alert");
      await expect(said).toContainText("Кабинет жүктелмеді");
      await expect(page.getByText("1418")).toBeVisible();
      await accessible(page);
      await page.getByRole("link", { name: "Русский" }).click();
      await expect(said).toContainText("Кабинет не загрузился");
      await page.unroute("**/*.wasm");
      await said.getByRole("link", { name: "загрузите ещё раз" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(new StartPage(page, "ru").say("start-title"));
    });

    test("R-012: words that do not come are told by the shell too", async ({ page, world: _ }) => {
      await page.route("**/api/texts/**", (route) => route.fulfill({ status: 500, body: "" }));
      await page.goto("/");
      await expect(page.getByRole("alert")).toContainText("Кабинет жүктелмеді");
    });
  });
});
