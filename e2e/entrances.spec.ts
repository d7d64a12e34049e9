import { call, carry, citizen, register, signIn } from "./support/citizens.js";
import { words } from "./support/words.js";
import { accessible, expect, fits, test } from "./support/world.js";
import { EntrancesPage } from "./pages/entrances.js";
import { StartPage } from "./pages/start.js";

const aliya = citizen("aliya");
const say = words();

test("sessions with device, place, way and time; one is ended, then the others; the history tells all of it", async ({ page, world, elsewhere }) => {
  await register(world, aliya);
  const start = new StartPage(page);
  await start.open();
  await start.enter(aliya);
  const other = await elsewhere();
  const there = new StartPage(other);
  await there.open();
  await there.signIn(aliya, "бөгде адамның сөзі");
  await expect(there.failure(say("problem-wrong-credentials"))).toBeVisible();
  await there.enter(aliya);

  const entrances = new EntrancesPage(page);
  await entrances.open();
  await expect(entrances.sessions).toHaveCount(3); // the one by which the citizen was registered is the third
  await expect(entrances.current).toHaveCount(1);
  await expect(entrances.current).toContainText(/Chrome|Chromium/);
  await expect(entrances.current).toContainText("127.0.0.*");
  await expect(entrances.current).toContainText(say("entrance-way-password"));
  await expect(entrances.history.filter({ hasText: say("entrance-event-wrong-password") })).toHaveCount(1);
  await expect(entrances.history.filter({ hasText: say("entrance-event-entered-from-new-device") }).first()).toBeVisible();
  await expect(page.getByRole("main").locator("time").first()).toHaveAttribute("datetime", /^20\d\d-/);
  await accessible(page);
  await fits(page);

  await entrances.end.first().click();
  await expect(page.getByText(say("entrances-ended"))).toBeVisible();
  await expect(entrances.sessions).toHaveCount(2);
  await entrances.button("entrances-end-others").click();
  await expect(page.getByText(say("entrances-others-ended"))).toBeVisible();
  await expect(entrances.sessions).toHaveCount(1);
  await expect(entrances.current).toHaveCount(1);
  await expect(entrances.button("entrances-end-others")).toBeHidden();

  await other.reload();
  await expect(there.heading).toHaveText(say("start-title"));
  await page.reload();
  await expect(entrances.current).toHaveCount(1);
  for (const language of ["ru", "en"] as const) {
    await entrances.speak(language);
    await accessible(page);
  }
});

test("at most five: the sixth entrance ends the one that began first, and the history tells of it", async ({ page, context, world }) => {
  const first = await register(world, aliya);
  const cookies = [first];
  for (let more = 0; more < 5; more += 1) {
    await world.advance(1);
    cookies.push(await signIn(world, aliya));
  }
  const statuses = await Promise.all(cookies.map(async (cookie) => (await call(world, "GET", "/api/session", undefined, cookie)).status));
  expect(statuses).toEqual([401, 200, 200, 200, 200, 200]);
  await carry(context, world, cookies.at(-1)!);
  const entrances = new EntrancesPage(page);
  await entrances.open();
  await expect(entrances.sessions).toHaveCount(5);
  await expect(entrances.history.filter({ hasText: say("entrance-event-pushed-out") })).toHaveCount(1);
});
