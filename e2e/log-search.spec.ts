import { readFileSync } from "node:fs";
import { expect, test } from "./support/world.js";
import { ask, citizen, contact, register } from "./support/citizens.js";
import { search, type Finding } from "./support/log-search.js";
import { allSecrets, type Secret } from "./support/secrets.js";

const aliya = citizen("aliya");
const planted: Secret[] = [
  { kind: "iin", value: aliya.iin },
  { kind: "name", value: aliya.name.given },
  { kind: "account", value: aliya.account! },
  { kind: "contact", value: contact(aliya, "sms") },
  { kind: "contact", value: contact(aliya, "email") },
  { kind: "code", value: "204816" },
  { kind: "password", value: "Көктөбе самалы 41" },
  { kind: "token", value: "pQ3xS0me-Rand0m_t0ken" },
];

/** What one would find in a log, by how it got there. */
const ways: [string, (value: string) => string][] = [
  ["plain", (value) => value],
  ["url", encodeURIComponent],
  ["url", (value) => new URLSearchParams({ value }).toString().slice("value=".length)],
  ["url", (value) => [...Buffer.from(value)].map((byte) => `%${byte.toString(16)}`).join("")],
  ["escaped", (value) => JSON.stringify(value).replaceAll(/[^\x20-\x7e]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`)],
  ["hex", (value) => Buffer.from(value).toString("hex")],
  ...["", "a", "ab"].flatMap((before): [string, (value: string) => string][] => [
    ["base64", (value) => Buffer.from(`${before}${value}, and more`).toString("base64")],
    ["base64", (value) => Buffer.from(`${before}${value}`).toString("base64url")],
  ]),
];

const noise = " WARN request method=POST path=/api/session/{id} status=401 ms=204816123 id=a204816b\n";

for (const secret of planted) {
  test(`the search of the log finds a planted ${secret.kind} of ${secret.value.length} characters in each encoding, and masks it`, () => {
    expect(search(noise.repeat(3), planted)).toEqual([]);
    for (const [encoding, write] of ways) {
      const found: Finding[] = search(`${noise} INFO said value="${write(secret.value)}" end\n${noise}`, [secret]);
      expect(found.length, `${encoding}: ${write(secret.value)}`).toBeGreaterThan(0);
      expect(found[0]).toMatchObject({ kind: secret.kind });
      expect(found[0]!.line).toContain("█████");
      expect(found[0]!.line).not.toContain(write(secret.value));
    }
  });
}

test("a grouped phone is found as well", () => {
  const digits = contact(aliya, "sms");
  const grouped = `${digits.slice(0, 2)} ${digits.slice(2, 5)} ${digits.slice(5, 8)} ${digits.slice(8, 10)} ${digits.slice(10)}`;
  expect(search(`to=${grouped}`, planted)).toHaveLength(1);
});

test("the log that is searched is the server's, and what is typed is known to the search", async ({ world }) => {
  await register(world, aliya);
  await ask(world, "GET", "/api/config");
  await expect.poll(() => readFileSync(world.log, "utf8")).toContain("/api/config");
  const values = allSecrets().map(({ value }) => value);
  expect(values).toContain(aliya.iin);
  expect(values).toContain(await world.desk.code(contact(aliya)));
  expect(values).toContain("Көктөбе самалы 41");
});
