import { expect, type Locator } from "@playwright/test";
import { CabinetPage } from "./cabinet.js";

/** The document as it will be signed, and the signing itself (R-199… ). */
export class CheckPage extends CabinetPage {
  async expectOpen(): Promise<void> {
    await expect(this.heading).toHaveText(this.say("check-title"));
  }

  get start(): Locator {
    return this.button("signing-start");
  }

  /** Presses «Қол қою», after a failure as well. */
  async sign(): Promise<void> {
    await this.start.click();
  }

  /** The number that the document bears before it is signed. */
  async number(): Promise<string> {
    const text = await this.page.getByText(new RegExp(`^${this.say("check-number", { number: "" })}`)).innerText();
    return text.slice(this.say("check-number", { number: "" }).length).trim();
  }

  /** Signed; gives the application's number. */
  async expectSigned(): Promise<string> {
    await expect(this.heading).toHaveText(this.say("done-title"));
    return (await this.fact(this.say("done-number")).innerText()).trim();
  }

  /** Nothing was sent, with the reason and the way out. */
  async expectRefused(id: string): Promise<void> {
    const news = this.page.getByRole("alert").or(this.page.getByRole("status")).filter({ hasText: this.say(id) });
    await expect(news.first()).toBeVisible();
    await expect(this.page.getByText(this.say(`${id}.advice`)).first()).toBeVisible();
    await expect(this.page.getByText(this.say("signing-nothing-sent")).first()).toBeVisible();
  }
}
