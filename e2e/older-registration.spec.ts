import { call, citizen, contact } from "./support/citizens.js";
import { words } from "./support/words.js";
import { accessible, expect, test } from "./support/world.js";
import { standsInThreeLanguages } from "./pages/cabinet.js";
import { OlderForm, type OlderAnswers } from "./pages/passwords.js";
import { RegistrationPage } from "./pages/registration.js";
import { StartPage } from "./pages/start.js";

const aliya = citizen("aliya");
const say = words();

const answers: OlderAnswers = {
  surname: "сейітқали",
  given: "Әлия",
  patronymic: " НҰРЛАНҚЫЗЫ ",
  iin: aliya.iin,
  contact: "8 (701) 555 01 17",
};

test("R-062: it is off by default, in page and API", async ({ page, world }) => {
  await new RegistrationPage(page).open();
  await expect(page.getByRole("button", { name: say("older-open") })).toHaveCount(0);
  expect((await call(world, "POST", "/api/registration/older", { ...answers, proof: "x" })).status).toBe(404);
});

test("R-062, R-063, R-064, R-065, R-066, R-067, R-068, R-069, R-071, R-072: full match whatever the letter case leads to the one contact and a password", async ({ page, world }) => {
  await world.set({ "older-registration": "true" });
  const form = new OlderForm(page);
  await form.open();
  await standsInThreeLanguages(page, "older-title");
  for (const [label, hint] of [["Тегі", "ИВАНОВ"], ["Аты", "ИВАН"], [/^Әкесінің аты \(бар болса\)/, "ИВАНОВИЧ"], ["ЖСН", "12 цифр"], ["Ұялы телефон нөмірі/электрондық пошта мекенжайы", "8 (777) 777 77 77"]] as const) {
    const field = page.getByLabel(label, typeof label === "string" ? { exact: true } : {});
    await expect(field).toBeEditable();
    await expect(field).toHaveAccessibleDescription(new RegExp(hint.replaceAll(/[()]/g, "\\$&")));
  }
  await expect(page.getByRole("button", { name: "Жіберу", exact: true })).toBeVisible();
  await form.send(answers);
  const registration = new RegistrationPage(page);
  await registration.at(3);
  await expect(registration.group("contact-choice-contact").getByRole("radio")).toHaveCount(1);
  await registration.sendTo(/^\+7 701/);
  await registration.at(4);
  await registration.finish(await world.desk.code(contact(aliya)));
  await registration.expectDone();
  await new StartPage(page).enter(aliya);
});

const differing: Partial<OlderAnswers>[] = [
  { surname: "СЕЙТҚАЛИ" },
  { given: "Әлима" },
  { patronymic: "" },
  { contact: "8 701 555 01 18" },
  { contact: "gulnar@posta.example" }, // another person's
];
test("R-071: one differing answer, and nobody is found; nothing says which", async ({ page, world }) => {
  await world.set({ "older-registration": "true" });
  const form = new OlderForm(page);
  for (const change of differing) {
    await form.open();
    await form.send({ ...answers, ...change });
    await expect(form.failure(say("problem-person-not-found"))).toBeVisible();
  }
  await accessible(page);
  expect(await world.desk.messages()).toEqual([]);
});

test("R-070, R-071: an e-mail address does as well; «cancel» goes back to the first step", async ({ page, world }) => {
  await world.set({ "older-registration": "true" });
  const form = new OlderForm(page);
  await form.open();
  await page.getByRole("button", { name: "Күшін жою" }).click();
  const registration = new RegistrationPage(page);
  await registration.at(1);
  await form.open();
  await form.send({ ...answers, contact: "ALIYA.seiitkali@posta.example" });
  await registration.at(3);
  await registration.sendTo(/@posta\.example/);
  await registration.at(4);
});

test("R-073, R-074: without the additional agreement the page sends to an office", async ({ page, world }) => {
  await world.set({ "older-registration": "true" });
  const laura = citizen("laura");
  const form = new OlderForm(page);
  await form.open();
  await form.send({ ...laura.name, patronymic: laura.name.patronymic ?? "", iin: laura.iin, contact: contact(laura) });
  await expect(form.failure(say("problem-agreement-missing"))).toContainText("кез келген кеңсесіне келіңіз");
  await accessible(page);
});
