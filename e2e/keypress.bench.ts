import { citizen } from "./support/citizens.js";
import { expect, test } from "./support/world.js";
import { answersOf, PaymentFormPage } from "./pages/form.js";
import { ServicesPage } from "./pages/services.js";

/** A figure, not a test: how long from a key press until the whole form is checked and the page shows it. */
test("from a key press to the checked field", async ({ page, enter }) => {
  const aliya = citizen("aliya");
  await enter(aliya);
  await page.goto("/services");
  const services = new ServicesPage(page);
  await services.begin();
  const form = new PaymentFormPage(page);
  await form.fillAll(answersOf(aliya));
  const iban = page.getByRole("textbox", { name: "Алушының ЖСК/IBAN" });
  await expect(iban).toBeVisible();
  const times = await iban.evaluate(async (field: HTMLInputElement) => {
    const whole = field.value;
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")!.set!;
    const measured: number[] = [];
    for (let round = 0; round < 200; round += 1) {
      // The wrong and the right number in turn: the field's own words come and go, so every press changes the page.
      const next = round % 2 === 0 ? `${whole.slice(0, -1)}9` : whole;
      const drawn = new Promise<void>((done) => {
        const observer = new MutationObserver(() => {
          observer.disconnect();
          done();
        });
        observer.observe(document.querySelector("main")!, { subtree: true, childList: true, attributes: true, characterData: true });
      });
      const began = performance.now();
      set.call(field, next);
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      await drawn;
      measured.push(performance.now() - began);
      await new Promise((next) => requestAnimationFrame(next));
    }
    return measured.sort((a, b) => a - b);
  });
  const at = (share: number) => times[Math.floor(times.length * share)]!.toFixed(2);
  console.log(`key press to checked field: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${times.at(-1)!.toFixed(2)} ms`);
});
