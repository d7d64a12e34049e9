import type { Page } from "@playwright/test";
import { citizen } from "./support/citizens.js";
import { expect, test, type World } from "./support/world.js";
import { QrPage } from "./pages/qr.js";

const aliya = citizen("aliya");

/** A cabinet that takes no document without a time stamp. */
async function toCheck(page: Page, world: World): Promise<QrPage> {
  await world.set({ "time-stamp-required": "true" });
  return QrPage.prepared(page, world, aliya);
}

test("R-200: where a time stamp is required NCALayer is asked for one; without the authority nothing is sent, with it the same press signs", async ({ page, world, enter }) => {
  await enter(aliya);
  const check = await toCheck(page, world);
  const number = await check.number();
  await world.desk.ncalayer("ok");
  await world.desk.register("time-stamps", "off");
  await check.sign();
  await check.expectRefused("signing-failed");
  expect(await world.desk.applications()).toEqual([]);
  await world.desk.register("time-stamps", "on");
  await check.sign();
  expect(await check.expectSigned()).toBe(number);
});

test("R-201: where a time stamp is required the phone's own is taken, and what comes without one is refused", async ({ page, world, enter }, info) => {
  await enter(aliya);
  const check = await toCheck(page, world);
  const number = await check.number();
  await world.desk.register("time-stamps", "off");
  const first = await world.desk.scan(await check.code(info));
  expect(await world.desk.play(first.id, "sign", `${aliya.iin}-sign`)).toMatchObject([{ status: 403 }]);
  await check.expectNotSent("problem-signature-refused-not-accepted");
  await world.desk.register("time-stamps", "on");
  const second = await world.desk.scan(await check.code(info));
  expect(await world.desk.play(second.id, "sign", `${aliya.iin}-sign`)).toMatchObject([{ status: 200 }]);
  await check.finish.click();
  expect(await check.expectSigned()).toBe(number);
});
