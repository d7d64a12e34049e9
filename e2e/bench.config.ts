import tests from "./playwright.config.js";

/** Figures measured in the browser: `make bench`. */
export default { ...tests, testMatch: "*.bench.ts", workers: 1, reporter: "line" as const };
