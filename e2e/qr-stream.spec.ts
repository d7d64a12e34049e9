import type { Page } from "@playwright/test";
import { citizen } from "./support/citizens.js";
import { expect, test, type World } from "./support/world.js";
import { QrPage } from "./pages/qr.js";

// How the page learns what the phone does: the server tells it in a stream, and the page asks where the stream does not tell.

const aliya = citizen("aliya");
const KEY = `${aliya.iin}-sign`;
const STREAM = "**/qr/*/events";

/** The page's questions after a code from now on; the stream and what the person presses are none. */
function questions(page: Page): string[] {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "GET" && /\/qr\/[^/]+$/.test(request.url())) asked.push(request.url());
  });
  return asked;
}

test("R-201: while the stream works it tells each step, and the page asks nothing", async ({ page, world, enter }, info) => {
  const asked = questions(page);
  await enter(aliya);
  const check = await QrPage.prepared(page, world, aliya);
  const screen = await world.desk.scan(await check.code(info));
  await check.expectState("qr-state-opened");
  expect(await world.desk.play(screen.id, "sign", KEY)).toMatchObject([{ status: 200 }]);
  await world.desk.expectApplications(await check.finishSigning());
  expect(asked).toEqual([]);
});

test("the stream breaks off: the page asks instead and learns of the signature", async ({ page, world, enter }, info) => {
  const asked = questions(page);
  await page.route(STREAM, (route) => route.abort());
  await enter(aliya);
  const check = await QrPage.prepared(page, world, aliya);
  await world.desk.expectApplications(await check.signByPhone(world, info, KEY));
  expect(asked.length).toBeGreaterThan(0);
});

test("the stream opens and never says a word: after five seconds the page asks and learns of the signature", async ({ page, world, enter }, info) => {
  const asked = questions(page);
  await page.clock.install();
  await page.route(STREAM, () => {});
  await enter(aliya);
  const check = await QrPage.prepared(page, world, aliya);
  const screen = await world.desk.scan(await check.code(info));
  await page.clock.fastForward(5_000);
  await check.expectState("qr-state-opened");
  expect(await world.desk.play(screen.id, "sign", KEY)).toMatchObject([{ status: 200 }]);
  await world.desk.expectApplications(await check.finishSigning());
  expect(asked.length).toBeGreaterThan(0);
});

test("between two questions the page waits longer while nothing changes", async ({ page, world, enter }, info) => {
  // The waits of the page, seconds, each in a fiftieth of its time.
  await page.addInitScript(() => {
    const waits: number[] = [];
    const wait = window.setTimeout.bind(window);
    const quick = (act: TimerHandler, milliseconds = 0): number => {
      const isPause = milliseconds >= 2_000 && milliseconds <= 10_000;
      if (isPause) waits.push(milliseconds / 1_000);
      return wait(act, isPause ? milliseconds / 50 : milliseconds);
    };
    Object.assign(window, { waits, setTimeout: quick });
  });
  const waits = () => page.evaluate(() => (window as unknown as { waits: number[] }).waits);
  await page.route(STREAM, (route) => route.abort());
  await enter(aliya);
  const check = await QrPage.prepared(page, world, aliya);
  const before = (await waits()).length;
  const text = await check.code(info);
  const unchanging = [2, 3, 5, 7, 10, 10];
  await expect.poll(async () => (await waits()).slice(before, before + 7).join()).toContain(unchanging.join());
  const asked = (await waits()).length;
  await world.desk.scan(text);
  await check.expectState("qr-state-opened");
  await expect.poll(async () => (await waits()).slice(asked).join()).toContain("2,3,5");
});

/** What makes the page ask although its stream stands. */
interface Wake {
  title: string;
  /** The words that the stream says before nothing comes through any more. */
  words: number;
  /** Seconds of the code's time that are over by then. */
  over?: number;
  wake: (page: Page) => Promise<unknown>;
}

const wakes: Wake[] = [
  { title: "after thirty-five seconds of silence", words: 1, wake: (page) => page.clock.fastForward(35_000) },
  { title: "when the code's time is over", words: 2, over: 285, wake: (page) => page.clock.fastForward(17_000) },
  { title: "when the page is seen again", words: 1, wake: (page) => page.evaluate(() => document.dispatchEvent(new Event("visibilitychange"))) },
  { title: "when the network is back", words: 1, wake: (page) => page.evaluate(() => window.dispatchEvent(new Event("online"))) },
];

/** A line that is open at one end only: after so many words of the server the page hears nothing more, and no error. */
async function fallsSilent(page: Page, words: number): Promise<void> {
  await page.addInitScript((most) => {
    Object.assign(EventSource.prototype, {
      addEventListener(this: EventSource, name: string, hear: (event: Event) => void): void {
        let heard = 0;
        EventTarget.prototype.addEventListener.call(this, name, (event) => {
          heard += 1;
          if (heard <= most) hear(event);
        });
      },
    });
  }, words);
}

/** So much of the code's time is over, and the stream has said so. Then time stands still: the code is not to end on the way. */
async function pass(check: QrPage, world: World, seconds: number): Promise<void> {
  await world.freeze();
  await world.advance(seconds);
  await expect(check.panel).toMatchAriaSnapshot("- paragraph: '/^Кодтың жарамды уақыты: 0:\\d\\d$/'");
}

for (const { title, words, over = 0, wake } of wakes) {
  test(`the stream falls silent: ${title} the page asks and learns of the signature`, async ({ page, world, enter }, info) => {
    await page.clock.install();
    await fallsSilent(page, words);
    const asked = questions(page);
    await enter(aliya);
    const check = await QrPage.prepared(page, world, aliya);
    const text = await check.code(info);
    if (over) await pass(check, world, over);
    const screen = await world.desk.scan(text);
    await check.expectState("qr-state-asked");
    expect(asked).toEqual([]);
    await wake(page);
    await check.expectState("qr-state-opened");
    expect(await world.desk.play(screen.id, "sign", KEY)).toMatchObject([{ status: 200 }]);
    await wake(page);
    await world.desk.expectApplications(await check.finishSigning());
  });
}
