import { expect, type Locator, type Page } from "@playwright/test";
import type { Citizen } from "../support/citizens.js";
import { prepared } from "../support/prepared.js";
import type { World } from "../support/world.js";
import { CabinetPage } from "./cabinet.js";

/** The document as it will be signed, and the signing itself (R-199… ). */
export class CheckPage extends CabinetPage {
  /** The check page of a document that was prepared for this person. */
  static async prepared<Check extends CheckPage>(this: new (page: Page) => Check, page: Page, world: World, who: Citizen): Promise<Check> {
    await prepared(page, world, who);
    const check = new this(page);
    await check.expectOpen();
    return check;
  }

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

  /** What became of signing by key, when nothing was sent. */
  get notSigned(): Locator {
    return this.page.locator("#signing-result");
  }

  /** Nothing was sent: said in these words and in focus, and the button can be pressed again. */
  async expectRefused(id: string, ...more: string[]): Promise<void> {
    await this.expectAlert(this.notSigned, this.say(id), this.say(`${id}.advice`), this.say("signing-nothing-sent"), ...more);
    await expect(this.notSigned).toBeFocused();
    await expect(this.start).toBeEnabled();
  }
}
