import { basename } from "node:path";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { expect, test } from "./support/world.js";
import { ask, citizen, contact, register } from "./support/citizens.js";
import { IBAN } from "./pages/form.js";
import { search, type Finding } from "./support/log-search.js";
import { formOf } from "./support/prepared.js";
import { allSecrets, logs, newLog, noteForm, type Secret } from "./support/secrets.js";
import teardown from "./support/teardown.js";

const aliya = citizen("aliya");
const planted: Secret[] = [
  { kind: "iin", value: aliya.iin },
  { kind: "name", value: aliya.name.given },
  { kind: "account", value: aliya.account! },
  { kind: "contact", value: contact(aliya, "sms") },
  { kind: "contact", value: contact(aliya, "email") },
  { kind: "contact", value: "8 (701) 555 01 17" },
  { kind: "document", value: "041721467" },
  { kind: "address", value: "Көкшетау қаласы" },
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

/** How numbers are written besides: grouped, with brackets and dashes, and each of it in an address. */
const groupings: [Secret, string[]][] = [
  [
    { kind: "contact", value: contact(aliya, "sms") },
    ["8 (701) 555 01 17", "8(701)5550117", "+7 701 555-01-17", "7 701 555 0117", "+7-701-555-01-17", "701.555.01.17", "+7\u00a0701\u00a0555\u00a001\u00a017", "8  (701)  555 - 01 - 17"],
  ],
  [{ kind: "iin", value: aliya.iin }, [`${aliya.iin.slice(0, 6)} ${aliya.iin.slice(6)}`, [...aliya.iin].join("-")]],
  [{ kind: "account", value: IBAN }, [IBAN.replaceAll(/(.{4})/g, "$1 ").trim(), IBAN.toLowerCase()]],
  [{ kind: "code", value: "204816" }, ["204 816", "204-816", "2 0 4 8 1 6"]],
];

for (const [secret, written] of groupings) {
  test(`a ${secret.kind} is found in whatever groups it is written, and was typed in whatever groups`, () => {
    for (const text of written) {
      const ways = [text, encodeURIComponent(text), new URLSearchParams({ text }).toString().slice("text=".length)];
      for (const line of ways) {
        expect(search(`to=${line};`, [secret]), line).toHaveLength(1);
        expect(search(`to=${line};`, [{ ...secret, value: text }]), line).toHaveLength(1);
        expect(search(`to=${line};`, [secret])[0]!.line).toMatch(/^to=[^;]{0,12}█████;$/); // the country may stand before
      }
      const inBase64 = Buffer.from(text).toString("base64");
      expect(search(inBase64, [{ ...secret, value: text }]).length, inBase64).toBeGreaterThan(0);
      expect(search(secret.value, [{ ...secret, value: text }]), secret.value).toHaveLength(1);
    }
  });
}

test("a date, an address and a longer number are no code", () => {
  for (const [value, line] of [
    ["202611", " 2026-11-29T17:05:06Z "],
    ["261129", " 2026-11-29T17:05:06Z "],
    ["127001", " from 127.0.0.1:8080 "],
    ["204816", " ms=2048 16 30 "],
    ["204816", " id=a204816b-1 "],
    ["204816", " number=1204816 "],
  ] as const) {
    expect(search(line, [{ kind: "code", value }]), line).toEqual([]);
  }
});

test("what a form holds is known to the search, however deep it stands, as typed and plain", () => {
  noteForm({ iin: "900101 300 017", code: "731 904", deep: [{ deeper: { email: " Nobody.Else@posta.example " } }] });
  noteForm({ form: formOf(citizen("gulnar")), base: 0 });
  const lines: [Secret["kind"], string][] = [
    ["iin", "900101300017"],
    ["iin", "900101 300 017"],
    ["code", "731904"],
    ["code", "731 904"],
    ["contact", "nobody.else@posta.example"],
    ["contact", "8 (7162) 25 12 34"],
    ["contact", "+77162251234"],
    ["account", "KZ35601A000000012345"],
    ["address", "Абай көшесі"],
  ];
  for (const [kind, line] of lines) expect(search(`said ${line} here`, allSecrets()).map((it) => it.kind), line).toContain(kind);
});

for (const [encoding, write] of [
  ["plain", (value: string) => value],
  ["url", encodeURIComponent],
  ["base64", (value: string) => Buffer.from(`{"a":"${value}"}`).toString("base64")],
] as const) {
  test(`a log of the run that holds something typed, ${encoding}, is found at the end of the run`, ({ world: _ }) => {
    noteForm({ contacts: { contact_phone: "8 (7252) 90-41-63" } });
    const log = newLog();
    try {
      writeFileSync(log, `${noise} INFO said value="${write("8 (7252) 90-41-63")}" end\n${noise}`);
      expect(logs()).toContain(log);
      expect(() => teardown()).toThrow(`${basename(log)}: contact, ${encoding}:  INFO said value="`);
    } finally {
      rmSync(log);
    }
    teardown();
  });
}

test("the log that is searched is the server's, and what is typed is known to the search", async ({ world }) => {
  expect(logs()).toContain(world.log);
  await register(world, aliya);
  await ask(world, "GET", "/api/config");
  await expect.poll(() => readFileSync(world.log, "utf8")).toContain("/api/config");
  const values = allSecrets().map(({ value }) => value);
  expect(values).toContain(aliya.iin);
  expect(values).toContain(await world.desk.code(contact(aliya)));
  expect(values).toContain("Көктөбе самалы 41");
});
