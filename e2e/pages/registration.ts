import { expect, type Locator } from "@playwright/test";
import { PASSWORD, type Citizen } from "../support/citizens.js";
import { escape } from "../support/words.js";
import { CabinetPage } from "./cabinet.js";

/** Registration in four steps (R-045…R-061). */
export class RegistrationPage extends CabinetPage {
  async open(): Promise<void> {
    await this.page.goto("/register");
    await this.at(1);
  }

  async at(step: number): Promise<void> {
    await expect(this.heading).toHaveText(this.say("register-title", { step }));
  }

  /** Step 1 to the end of step 2: button, IIN, anti-robot check. */
  async identify(who: Pick<Citizen, "iin">): Promise<void> {
    await this.button("register-begin").click();
    await this.at(2);
    await this.sayIin(who.iin);
  }

  async sayIin(iin: string): Promise<void> {
    await this.field("registration-iin").fill(iin);
    await expect(this.page.getByText(this.say("robot-check-done"))).toBeVisible({ timeout: 30_000 });
    await this.button("register-next").click();
  }

  contact(masked: string | RegExp): Locator {
    const name = typeof masked === "string" ? new RegExp(`^${escape(masked)}`) : masked;
    return this.group("contact-choice-contact").getByRole("radio", { name });
  }

  /** Step 3: the code is sent to the contact whose masked form this is. */
  async sendTo(masked: string | RegExp): Promise<void> {
    await this.at(3);
    await this.contact(masked).check();
    await this.button("register-send").click();
  }

  /** Step 4. */
  async finish(code: string, password = PASSWORD): Promise<void> {
    await this.at(4);
    await this.field("new-password-code").fill(code);
    await this.field("new-password-password").fill(password);
    await this.field("new-password-repeated").fill(password);
    await this.button("register-finish").click();
  }

  /** The password stands, the cabinet can be entered. */
  async expectDone(): Promise<void> {
    await expect(this.page.getByRole("status").filter({ hasText: this.say("start-registered") })).toBeVisible();
  }
}
