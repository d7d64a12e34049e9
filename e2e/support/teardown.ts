import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { search } from "./log-search.js";
import { allSecrets, logs } from "./secrets.js";

/** How many findings are told before the rest is only counted. */
const TOLD = 20;

/** After the last test: what was typed in the run stands in no log of its servers. A run without a log proves nothing and fails. */
export default function teardown(): void {
  const secrets = allSecrets();
  const files = logs();
  if (files.length === 0) throw new Error("No server of this run has left a log: there was nothing to search.");
  const found = files.flatMap((file) =>
    search(readFileSync(file, "utf8"), secrets).map(({ kind, encoding, line }) => `${basename(file)}: ${kind}, ${encoding}: ${line}`),
  );
  if (found.length === 0) return;
  const rest = found.length > TOLD ? [`… and ${found.length - TOLD} more`] : [];
  throw new Error(["The log of the run holds what may not stand in a log:", ...found.slice(0, TOLD), ...rest].join("\n"));
}
