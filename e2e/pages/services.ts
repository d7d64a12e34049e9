import { expect, type Locator } from "@playwright/test";
import { CabinetPage } from "./cabinet.js";

/** List of services, and the conditions before a form. */
export class ServicesPage extends CabinetPage {
  async open(): Promise<void> {
    await this.page.goto("/services");
    await expect(this.heading).toHaveText(this.say("services-title"));
  }

  get pensionPayment(): Locator {
    return this.page.getByRole("region", { name: this.say("pension-payment-service"), exact: true });
  }

  /** What the list says about an account. */
  account(number: string): Locator {
    return this.pensionPayment.getByRole("listitem").filter({ has: this.page.getByText(number, { exact: true }) });
  }

  get apply(): Locator {
    return this.pensionPayment.getByRole("link", { name: new RegExp(`^(${this.say("services-open")}|${this.say("services-continue")})`) });
  }

  /** From the list through message and consent to the form. */
  async begin(): Promise<void> {
    await this.apply.click();
    await this.agree();
  }

  /** Gives the consent. */
  async agree(): Promise<void> {
    await expect(this.heading).toHaveText(this.say("pension-payment"));
    await this.page.getByRole("checkbox", { name: this.say("consent-agree") }).check();
    await this.button("conditions-continue").click();
    await expect(this.page).toHaveURL(/\/fill$/);
  }
}
