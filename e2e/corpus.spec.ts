import { expect, test } from "@playwright/test";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";

const folder = new URL("corpus/out/", import.meta.url);
const kinds: Record<string, string> = { js: "text/javascript", wasm: "application/wasm" };

/** Serves the browser's build of the rules and an empty page under the cabinet's own policy. */
async function serve(): Promise<{ server: Server; origin: string }> {
  const server = createServer((request, response) => {
    const name = new URL(request.url ?? "/", "http://here").pathname.slice(1);
    const kind = kinds[name.split(".").at(-1) ?? ""];
    response.setHeader("content-security-policy", "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'");
    if (!kind) {
      response.setHeader("content-type", "text/html");
      response.end("<!doctype html><title>corpus</title>");
      return;
    }
    readFile(new URL(name, folder)).then(
      (file) => response.setHeader("content-type", kind).end(file),
      () => response.writeHead(404).end(),
    );
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return { server, origin: `http://127.0.0.1:${(server.address() as { port: number }).port}` };
}

test("the rules built for the browser judge the whole corpus byte for byte as the server's", async ({ page }) => {
  const [corpus, expected] = await Promise.all(["corpus.jsonl", "expected.jsonl"].map((name) => readFile(new URL(name, folder), "utf8")));
  expect(corpus!.trimEnd().split("\n").length).toBeGreaterThanOrEqual(10_000);
  const { server, origin } = await serve();
  await page.goto(`${origin}/`);
  const judged = await page.evaluate(async (lines) => {
    const address = "/corpus.js";
    const rules = (await import(address)) as { default: () => Promise<unknown>; verdicts: (lines: string) => string };
    await rules.default();
    return rules.verdicts(lines);
  }, corpus!);
  const [mine, theirs] = [judged.split("\n"), expected!.split("\n")];
  const differing = mine.findIndex((line, at) => line !== theirs[at]);
  expect(differing === -1 ? "" : `line ${differing + 1}: ${mine[differing]} ≠ ${theirs[differing]}`).toBe("");
  expect(judged === expected).toBe(true);
  server.close();
});
