import { carry, citizens, contact, register, signIn, type Citizen } from "./support/citizens.js";
import type { World } from "./support/world.js";
import { expect, test } from "./support/world.js";
import { ApplicationsPage } from "./pages/applications.js";
import { CheckPage } from "./pages/check.js";
import { answersOf, PaymentFormPage } from "./pages/form.js";
import { RegistrationPage } from "./pages/registration.js";
import { ServicesPage } from "./pages/services.js";
import type { Page } from "@playwright/test";

/** What a walk is given. */
interface Walk {
  page: Page;
  world: World;
  who: Citizen;
  /** What follows the colon of `end`. */
  reason: string;
}

/** Registration ends early: the words say why, and no code is sent. */
async function stopsAtRegistration({ page, world, who, reason }: Walk): Promise<void> {
  const problem = {
    "not-found": "problem-person-not-found",
    "no-contact": "problem-no-contacts",
    "contact-shared": "problem-contact-shared",
    "not-kazakhstan": "problem-contact-not-kazakhstan",
  }[reason];
  const registration = new RegistrationPage(page);
  await registration.open();
  await registration.identify(who);
  if (who.fund?.contacts.length) {
    await registration.at(3);
    await registration.button("register-send").click();
  }
  await expect(registration.failure(registration.say(problem!))).toBeVisible();
  await expect(registration.failure(registration.say(`${problem}.advice`))).toBeVisible();
  expect(await world.desk.messages()).toEqual([]);
}

/** A death record: no password is set and no session begins, by the API neither. */
async function isNotLetIn({ page, world, who, reason }: Walk): Promise<void> {
  const registration = new RegistrationPage(page);
  await registration.open();
  await registration.identify(who);
  await registration.at(3);
  await registration.button("register-send").click();
  await registration.at(4);
  await registration.finish(await world.desk.code(contact(who)));
  const said = registration.failure(registration.say(`refusal-${reason}`));
  await expect(said).toContainText(registration.say(`refusal-${reason}.advice`));
  await expect(registration.button("sign-out")).toHaveCount(0);
  await expect(signIn(world, who)).rejects.toThrow("401");
}

async function enterServices({ page, world, who }: Walk): Promise<ServicesPage> {
  await carry(page.context(), world, await register(world, who));
  const services = new ServicesPage(page);
  await services.open();
  return services;
}

/** The list of services says why not and what to do, and no form opens, by its address neither. */
async function isRefused(walk: Walk): Promise<void> {
  const services = await enterServices(walk);
  await expect(services.pensionPayment).toContainText(services.say(`refusal-${walk.reason}`));
  await expect(services.pensionPayment).toContainText(services.say(`refusal-${walk.reason}.advice`));
  await expect(services.apply).toHaveCount(0);
  await walk.page.goto("/services/pension-payment");
  await expect(services.heading).toHaveText(services.say("pension-payment"));
  await expect(walk.page.getByText(services.say(`refusal-${walk.reason}`)).first()).toBeVisible();
  await expect(walk.page.getByRole("checkbox", { name: services.say("consent-agree") })).toHaveCount(0);
}

async function toSigning(walk: Walk, services?: ServicesPage): Promise<CheckPage> {
  services ??= await enterServices(walk);
  await expect(services.account(walk.who.account!)).toContainText(services.say("services-can-apply"));
  await services.begin();
  const form = new PaymentFormPage(walk.page);
  await form.fillAll(answersOf(walk.who));
  await form.check();
  return new CheckPage(walk.page);
}

/** Signed; the Fund has it once, and the list shows it. */
async function signs(walk: Walk, from?: ServicesPage): Promise<void> {
  const { page, world, who } = walk;
  const check = await toSigning(walk, from);
  await world.desk.ncalayer("ok");
  await check.sign();
  const number = await check.expectSigned();
  const applications = new ApplicationsPage(page);
  await applications.open();
  await expect(applications.row(number)).toContainText(who.account!);
  await expect.poll(async () => (await world.desk.applications()).map((it) => [it.number, it.iin])).toEqual([[number, who.iin]]);
}

/** The other account is closed with its reason while the voluntary one is open. */
async function signsVoluntary(walk: Walk): Promise<void> {
  await signs(walk);
  const services = new ServicesPage(walk.page);
  const reasons: Record<string, string> = { daniyar: "disability-not-confirmed", erlan: "annual-paid" };
  const reason = reasons[walk.who.id];
  if (!reason) return;
  const closed = walk.who.fund!.accounts.find((it) => it.number !== walk.who.account)!;
  await services.nav("nav-services").click();
  await expect(services.account(closed.number)).toContainText(services.say(`refusal-${reason}`));
}

async function signsWithWarning(walk: Walk): Promise<void> {
  const services = await enterServices(walk);
  await expect(services.pensionPayment).toContainText(services.say("refusal-fund-record-differs"));
  await signs(walk, services);
}

/** The certificate is in other names: refused, nothing sent. */
async function isRefusedAtSigning(walk: Walk): Promise<void> {
  const check = await toSigning(walk);
  await walk.world.desk.ncalayer("ok");
  await check.sign();
  await check.expectRefused(`problem-signature-refused-${walk.reason}`);
  expect(await walk.world.desk.applications()).toEqual([]);
}

const ends: Record<string, (walk: Walk) => Promise<void>> = {
  signed: signs,
  "signed-voluntary": signsVoluntary,
  "signed-lump-sum": signs,
  "signed-with-warning": signsWithWarning,
  refused: isRefused,
  registration: stopsAtRegistration,
  "login-refused": isNotLetIn,
  "signature-refused": isRefusedAtSigning,
};

// each row of the README to its end.
for (const who of citizens) {
  const [end, reason = ""] = who.end.split(":") as [string, string?];
  test(`${who.id}: ${who.situation.kk} – ${who.end}`, async ({ page, world }) => {
    const walk = ends[end];
    expect(walk, `a walk for ${who.end}`).toBeDefined();
    await walk!({ page, world, who, reason });
  });
}
