import { expect, type Locator, type Page } from "@playwright/test";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { crc32 } from "node:zlib";
import { CabinetPage } from "./cabinet.js";

/** The page on which anybody checks the receipt of a signature. */
export class VerifyPage extends CabinetPage {
  async open(): Promise<void> {
    await this.page.goto("/verify");
    await expect(this.heading).toHaveText(this.say("verify-title"));
  }

  async check(name: string, bytes: Buffer): Promise<void> {
    const file = { name, mimeType: "application/zip", buffer: bytes };
    await this.page.getByLabel(this.say("verify-file"), { exact: true }).setInputFiles(file);
  }

  /** What was found: announced, with its reasons, in focus. */
  async expectFound(finding: "valid" | "invalid" | "cannot_tell", reasons: string[]): Promise<Locator> {
    const found = this.page.getByRole(finding === "valid" ? "status" : "alert").filter({ hasText: this.say(`verify-finding-${finding}`) });
    await expect(found).toBeVisible();
    await expect(found).toBeFocused();
    await expect(found.getByRole("listitem")).toHaveText(reasons.map((code) => this.say(`verify-reason-${code}`)));
    return found;
  }
}

/** Saves what a link downloads. */
export async function save(page: Page, label: string): Promise<Buffer> {
  const [started] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: label, exact: true }).click()]);
  return readFile(await started.path());
}

/** A receipt whose document has another byte, packed anew by somebody who knows the format: every sum and digest in it fits. */
export function forged(receipt: Buffer): Buffer {
  const file = Buffer.from(receipt);
  /** Where a part's two headers and its bytes are: its name stands last in the directory, and in its own header before. */
  const part = (name: string, own: (directory: number) => number) => {
    const directory = file.lastIndexOf(name);
    const at = own(directory);
    const bytes = file.subarray(at + name.length, at + name.length + file.readUInt32LE(at - 12));
    return { bytes, sum: () => [at - 16, directory - 30].forEach((place) => file.writeUInt32LE(crc32(bytes), place)) };
  };
  const digest = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
  const document = part("document.pdf", () => file.indexOf("document.pdf"));
  const sums = part("SHA256SUMS", (directory) => file.lastIndexOf("SHA256SUMS", directory - 1));
  const before = digest(document.bytes);
  document.bytes[document.bytes.length >> 1]! ^= 1;
  sums.bytes.write(digest(document.bytes), sums.bytes.indexOf(before));
  document.sum();
  sums.sum();
  return file;
}
