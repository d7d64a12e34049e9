import { expect } from "@playwright/test";
import { PASSWORD, type Citizen } from "../support/citizens.js";
import { CabinetPage } from "./cabinet.js";

/** The page before login. */
export class StartPage extends CabinetPage {
  async open(): Promise<void> {
    await this.page.goto("/");
    await expect(this.heading).toHaveText(this.say("start-title"));
  }

  async signIn(who: Citizen, password = PASSWORD): Promise<void> {
    await this.field("login-iin").fill(who.iin);
    await this.field("login-password").fill(password);
    await this.button("start-enter").click();
  }

  /** Signs in and waits for the cabinet. */
  async enter(who: Citizen, password = PASSWORD): Promise<void> {
    await this.signIn(who, password);
    await expect(this.button("sign-out")).toBeVisible();
  }
}
