import { expect, type Locator, type TestInfo } from "@playwright/test";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
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

  get picture(): Locator {
    return this.page.getByRole("main").locator("svg[role=img]");
  }

  get control(): Locator {
    return this.page.locator("dl.control dd");
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

  /** Nothing was sent: announced with its own words, in focus, and no code is left on the page. */
  async expectNotSent(id: string, advice = `${id}.advice`): Promise<void> {
    const news = this.page.getByRole("alert").filter({ hasText: this.say(id) });
    await expect(news).toContainText(this.say(advice));
    await expect(news).toContainText(this.say("qr-not-sent"));
    await expect(this.page.locator("#qr-result")).toBeFocused();
    await expect(this.picture).toHaveCount(0);
    await expect(this.renew).toBeEnabled();
    await expect(this.start).toBeEnabled();
  }
}
