// The published client library of NCALayer against the simulator: it connects, signs a text for entering, and the server
// lets the person in. What the library measures of other outcomes stands beside it. Ends everything it has started.
//
// node enter.mjs <harness>
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { NCALayerClient } = require("ncalayer-js-client");
const { version } = require("ncalayer-js-client/package.json");
const [harness] = process.argv.slice(2);

const folder = await mkdtemp(join(tmpdir(), "ncalayer-client-"));
await writeFile(join(folder, "index.html"), "<!doctype html><title>client</title>");
const world = spawn(harness, ["--dist", folder, "--authority", join(folder, "authority")], { stdio: ["ignore", "pipe", "pipe"] });
const log = [];
world.stderr.on("data", (bytes) => log.push(bytes));
let failed = 0;
try {
  await run();
} catch (error) {
  failed += 1;
  console.error(error);
} finally {
  if (world.exitCode === null) {
    const ended = once(world, "exit");
    world.kill("SIGTERM");
    await ended;
  }
  await rm(folder, { recursive: true });
}
if (failed > 0) process.stderr.write(Buffer.concat(log));
process.exit(failed === 0 ? 0 : 1);

/** Prints what came and whether it is what should. */
function check(what, found, expected) {
  const good = found === expected;
  if (!good) failed += 1;
  console.log(`${good ? "ok    " : "FAILED"} ${what}: ${found}${good ? "" : `, expected ${expected}`}`);
}

async function run() {
  const lines = createInterface({ input: world.stdout });
  const [first] = await Promise.race([
    once(lines, "line"),
    once(world, "exit").then(([code]) => Promise.reject(new Error(`the harness ended with ${code}`))),
  ]);
  const { origin, outside } = JSON.parse(first);
  const { ncalayer } = await (await fetch(`${origin}/api/config`)).json();
  const [person] = await (await fetch(`${outside}/desk/api/personas`)).json();
  const script = (outcome) => send("PUT", `${outside}/desk/api/ncalayer`, { mode: "scripted", outcome, key: null });
  console.log(`ncalayer-js-client ${version}, simulator at ${ncalayer}`);

  const client = new NCALayerClient(ncalayer, false);
  check("connect gives the version of the greeting", await client.connect(), "1.4");

  const given = await send("POST", `${origin}/api/session/challenge`, {}, { origin });
  const { id, data } = await given.json();
  const cookie = given.headers.getSetCookie()[0].split(";")[0];
  await script("ok");
  const cms = await client.basicsSignCMS(NCALayerClient.basicsStoragePKCS12, data, attached(), signerOf(person), "kk");
  check("a login is signed", cms.split("\n")[0], "-----BEGIN CMS-----");
  const entered = await send("POST", `${origin}/api/session/signature`, { id, cms, language: "kk" }, { origin, cookie });
  const session = await entered.json();
  check("the server lets in", `${entered.status} ${session.way}`, "200 signature");
  check("whom the key belongs to", `${session.iin} ${session.name?.surname}`, `${person.iin} ${person.name.surname}`);

  await script("cancel");
  const cancelled = await refusal(client.basicsSignCMS(null, data, attached(), signerOf(person), "kk"));
  check("cancelling is told as such", cancelled.canceledByUser, true);

  await script("invocation-error");
  const broken = await refusal(client.basicsSignCMS(null, data, attached(), signerOf(person), "kk"));
  check("a failure inside has its code", broken.message.split(":")[0], "INVOCATION_ERROR");

  check("no token is plugged in", (await client.getActiveTokens()).length, 0);

  await script("ok");
  const older = await client.createCAdESFromBase64("PKCS12", data, "AUTHENTICATION", true);
  check("the older module signs", /^MII[A-Za-z0-9+/=]+$/.test(older), true);

  // The library takes any frame for the answer; our own client waits for the right one.
  await script("extra-greeting");
  const greeted = await refusal(client.basicsSignCMS(null, data, attached(), signerOf(person), "kk"));
  check("a greeting before the answer confuses the library", greeted.message, "undefined: undefined");
}

function attached() {
  return { decode: true, encapsulate: true, digested: false };
}

function signerOf(person) {
  return { ...NCALayerClient.basicsSignerAuthPerson, iin: person.iin };
}

async function refusal(promise) {
  return promise.then(
    () => ({ message: "no refusal" }),
    (error) => error,
  );
}

async function send(method, address, body, headers = {}) {
  const answer = await fetch(address, { method, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${address}: ${answer.status} ${await answer.text()}`);
  return answer;
}
