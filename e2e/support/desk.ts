import { expect } from "@playwright/test";
import { note, noteMessage } from "./secrets.js";

/** The desk of the outside world: what a test plays by hand. Shapes: `simulators/contracts/desk.yaml`. */
export interface Message {
  id: string;
  channel: "sms" | "email";
  to: string;
  subject: string | null;
  text: string;
  at: string;
}

/** How NCALayer answers the next requests. */
export type Outcome = "ok" | "cancel" | "invocation-error" | "silence" | "close" | "extra-greeting" | "no-greeting" | Flaw;

/** What is wrong with a message that a program hands over, one thing at a time. */
export type Flaw = "tampered-content" | "truncated" | "no-certificate" | "wrong-digest" | "wrong-signature" | "other-certificate" | "wrong-stamp";

export type Register =
  | "fund"
  | "person-register"
  | "disability-register"
  | "bank-directory"
  | "sms"
  | "mail"
  | "authority"
  | "revocation-lists"
  | "time-stamps"
  | "ncalayer";

/** A request in NCALayer's window. */
export interface Pending {
  id: string;
  allowed_storages: string[] | null;
  ext_key_usage_oids: string[];
  iin: string | null;
  keys: { id: string; label: string; kind: "auth" | "sign" | "gost"; iin: string; state: string; enabled: boolean }[];
}

/** What the person does in eGov Mobile. */
export type PhoneMove = "sign" | "cancel" | "rubbish" | "flood" | "twice" | "wrong-token" | Flaw;

/** What eGov Mobile shows; the rest of it is in `simulators/contracts/phone.yaml`. */
export interface PhoneScreen {
  id: string;
  /** Name and value of what stands beside a document. */
  documents: { id: number; meta: [string, string][]; sha256: string }[];
}

/** An answer of the cabinet to the phone, which shows the words. */
export interface PhoneSaid {
  status: number;
  message: string;
}

/** An application as the simulated Fund has it. */
export interface Registered {
  number: string;
  iin: string;
  status: string;
  payload: Record<string, unknown>;
  document_sha256: string;
}

/** Password of every demo key file. */
export const KEY_PASSWORD = "Qwerty12";

export class Desk {
  constructor(private readonly outside: string) {}

  async messages(): Promise<Message[]> {
    const all = (await this.call("GET", "/messages")) as Message[];
    for (const { text } of all) noteMessage(text);
    return all;
  }

  /** The newest code that was sent to this person's contact. */
  async code(to: string): Promise<string> {
    // Notices come to the same contacts, and their links have a `#` too.
    const mine = (await this.messages()).filter((message) => message.to === to);
    const code = mine.flatMap((message) => message.text.match(/ #(\d{6})\s*$/)?.[1] ?? []).at(-1);
    if (!code) throw new Error(`no code was sent to ${to}`);
    return code;
  }

  register(name: Register, mode: "on" | "off" | "silent" | "slow", delay_ms = 0): Promise<unknown> {
    return this.call("PUT", `/registers/${name}`, { mode, delay_ms });
  }

  /** Scripted NCALayer: `key` ignores the page's filters, without one the first fitting key signs. */
  ncalayer(outcome: Outcome, key: string | null = null): Promise<unknown> {
    return this.call("PUT", "/ncalayer", { mode: "scripted", outcome, key });
  }

  /** NCALayer asks a person: the window on the desk. */
  window(): Promise<unknown> {
    return this.call("PUT", "/ncalayer", { mode: "window" });
  }

  async pending(): Promise<Pending | null> {
    return ((await this.call("GET", "/ncalayer")) as { pending: Pending | null }).pending;
  }

  /** The request in the window, as soon as it is there. */
  async asked(): Promise<Pending> {
    await expect.poll(() => this.pending(), "a request in NCALayer's window").not.toBeNull();
    return (await this.pending())!;
  }

  /** The person waits for the window, chooses a key and signs. */
  async signInWindow(key: string): Promise<void> {
    await this.sign((await this.asked()).id, key);
  }

  /** The person chooses a key in the window, types its password and presses «Қол қою». */
  sign(pending: string, key: string, password = KEY_PASSWORD): Promise<unknown> {
    note({ kind: "password", value: password });
    return this.call("POST", `/ncalayer/${pending}/sign`, { storage: "PKCS12", key, password });
  }

  cancel(pending: string): Promise<unknown> {
    return this.call("POST", `/ncalayer/${pending}/cancel`);
  }

  listening(listening: boolean): Promise<unknown> {
    return this.call("PUT", "/ncalayer/listening", { listening });
  }

  /** The phone scans what a QR code holds; gives what eGov Mobile then shows. */
  scan(text: string, language: "kk" | "ru" | "en" = "kk"): Promise<PhoneScreen> {
    return this.call("POST", "/phone/screens", { text, language }) as Promise<PhoneScreen>;
  }

  /** What the person does on the phone, with this key; gives the cabinet's answers. */
  play(screen: string, move: PhoneMove, key: string): Promise<PhoneSaid[]> {
    return this.call("POST", `/phone/screens/${screen}/move`, { move, key }) as Promise<PhoneSaid[]>;
  }

  status(number: string, status: string, reason: string | null = null, amount: string | null = null): Promise<unknown> {
    return this.call("POST", `/applications/${number}/status`, { status, reason, amount });
  }

  applications(): Promise<Registered[]> {
    return this.call("GET", "/applications") as Promise<Registered[]>;
  }

  /** The Fund has, or soon gets, the applications with these numbers and no other. */
  async expectApplications(...numbers: string[]): Promise<void> {
    await expect.poll(async () => (await this.applications()).map((it) => it.number)).toEqual(numbers);
  }

  fundOutcome(outcome: "ok" | "accept-then-timeout" | "refuse" | "error-500", times = 1): Promise<unknown> {
    return this.call("PUT", "/fund/next-outcome", { outcome, times });
  }

  private async call(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`${this.outside}/desk/api${path}`, {
      method,
      ...(body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`desk: ${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    const text = await answer.text();
    return text === "" ? undefined : JSON.parse(text);
  }
}
