import type { PhoneSaid } from "./desk.js";

/** A document of a result, whatever it holds. */
export const signedDocument = (id: number) => ({ id, document: { file: { data: "bm90aGluZw==" } } });

/** A program in the place of eGov Mobile that hands over what it likes, read or unread: the simulated app keeps to the protocol. */
export class StrangePhone {
  private constructor(
    private readonly address: string,
    private readonly token: string,
  ) {}

  /** Asks who wants what signed, and does not fetch the document. */
  static async scan(text: string): Promise<StrangePhone> {
    const answer = await fetch(text.replace(/^mobileSign:/, ""));
    const { document } = (await answer.json()) as { document: { uri: string; auth_token: string } };
    return new StrangePhone(document.uri, document.auth_token);
  }

  /** Hands this over as the result. */
  async send(...documentsToSign: object[]): Promise<PhoneSaid> {
    const headers = { authorization: `Bearer ${this.token}`, "content-type": "application/json", "accept-language": "kk" };
    const answer = await fetch(this.address, { method: "PUT", headers, body: JSON.stringify({ documentsToSign }) });
    return { status: answer.status, message: ((await answer.json()) as { message: string }).message };
  }
}
