import { expect, type Locator, type TestInfo } from "@playwright/test";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { World } from "../support/world.js";
import { CheckPage } from "./check.js";

/** Signing with QR, on the check page (R-201, R-204…R-210). */
export class QrPage extends CheckPage {
  get ask(): Locator {
    return this.button("sign-way-qr");
  }

  get renew(): Locator {
    return this.button("qr-renew");
  }

  get finish(): Locator {
    return this.button("qr-finish");
  }

  /** The half of the page that is about QR. */
  get panel(): Locator {
    return this.page.getByRole("region", { name: this.say("sign-way-qr"), exact: true });
  }

  get picture(): Locator {
    return this.page.getByRole("main").locator("svg[role=img]");
  }

  get control(): Locator {
    return this.page.locator("dl.control dd");
  }

  /** What became of it, when nothing was sent. */
  get notSent(): Locator {
    return this.page.locator("#qr-result");
  }

  /** The status line says how far the phone is. */
  async expectState(id: string): Promise<void> {
    await expect(this.page.getByRole("status").filter({ hasText: this.say(id) })).toBeVisible();
  }

  /** What a camera reads on the screen: its picture, decoded by a program that knows nothing of the cabinet. */
  async read(picture: string): Promise<string> {
    await this.picture.screenshot({ path: picture });
    const { stdout } = await promisify(execFile)("zbarimg", ["--quiet", "--raw", "--nodbus", picture]);
    return stdout.trim();
  }

  /** Asks for a code and reads it off the screen. */
  async code(info: TestInfo): Promise<string> {
    await this.ask.or(this.renew).click();
    await this.expectState("qr-state-asked");
    const text = await this.read(info.outputPath("code.png"));
    expect(text).toMatch(/^mobileSign:http/);
    return text;
  }

  /** The phone scans a new code and signs with this key; gives the number on the result page. */
  async signByPhone(world: World, info: TestInfo, key: string): Promise<string> {
    const screen = await world.desk.scan(await this.code(info));
    expect(await world.desk.play(screen.id, "sign", key)).toMatchObject([{ status: 200 }]);
    return this.finishSigning();
  }

  /** The page knows of the signature: on to the result; gives the number. */
  async finishSigning(): Promise<string> {
    await this.expectState("qr-state-accepted");
    await expect(this.finish).toBeFocused();
    await this.finish.click();
    return this.expectSigned();
  }

  /** Nothing was sent: said in these words and in focus; no code is left, and both ways are open. */
  async expectNotSent(id: string, ...more: string[]): Promise<void> {
    await this.expectAlert(this.notSent, this.say(id), this.say(`${id}.advice`), this.say("qr-not-sent"), ...more);
    await expect(this.notSent).toBeFocused();
    await expect(this.picture).toHaveCount(0);
    await expect(this.renew).toBeEnabled();
    await expect(this.start).toBeEnabled();
  }
}
