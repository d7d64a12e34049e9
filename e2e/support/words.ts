import { readFileSync, readdirSync } from "node:fs";

export type Language = "kk" | "ru" | "en";

const folder = new URL("../../shared/locales/", import.meta.url);
const line = /^([a-z][a-z0-9_-]*) *= ?(.*)$/i;
const attribute = /^ {4}\.([a-z][a-z0-9-]*) *= ?(.*)$/i;

/** Reads the messages of one language: `id` and `id.attribute`, values as they stand. */
function read(language: Language): Map<string, string> {
  const all = new Map<string, string>();
  const own = new URL(`${language}/`, folder);
  for (const file of readdirSync(own).filter((name) => name.endsWith(".ftl"))) {
    let message = "";
    let current = "";
    for (const text of readFileSync(new URL(file, own), "utf8").split("\n")) {
      const [begins, has] = [line.exec(text), attribute.exec(text)];
      if (begins) {
        message = current = begins[1]!;
        all.set(current, begins[2]!);
      } else if (has && message) {
        current = `${message}.${has[1]!}`;
        all.set(current, has[2]!);
      } else if (current && /^( |})/.test(text)) {
        all.set(current, `${all.get(current)}\n${text.trim()}`);
      } else if (text.trim() === "" || text.startsWith("#")) {
        current = message = "";
      }
    }
  }
  return all;
}

const tables = new Map<Language, Map<string, string>>();

/** Says the text of `id` with its arguments. Throws where there is none: a label never stands empty. */
export type Words = (id: string, args?: Record<string, string | number>) => string;

/** The words of a language, from the Fluent files that the product is compiled from. */
export function words(language: Language = "kk"): Words {
  const table = tables.get(language) ?? read(language);
  tables.set(language, table);
  return (id, args = {}) => {
    const found = table.get(id);
    if (found === undefined) throw new Error(`no text ${language}/${id}`);
    const chosen = found.replace(/\{ *\$(\w+) *->([\s\S]*?)\n\}/g, (_, name: string, variants: string) => {
      const category = new Intl.PluralRules(language).select(Number(args[name]));
      const named = new RegExp(`\\[${category}\\] *(.*)`).exec(variants) ?? /\*\[\w+\] *(.*)/.exec(variants);
      return named?.[1] ?? "";
    });
    // `{ other-message }` and `{ other-message.attribute }` stand for those words.
    const whole = chosen.replace(/\{ *([a-z][\w-]*(?:\.[\w-]+)?) *\}/g, (_, other: string) => words(language)(other, args));
    return whole.replace(/\{ *\$(\w+) *\}/g, (_, name: string) => {
      if (!(name in args)) throw new Error(`${language}/${id} needs ${name}`);
      return String(args[name]);
    });
  };
}

/** A text whose arguments may be anything. */
export function pattern(say: Words, id: string): RegExp {
  const mark = "\u0001";
  const names = new Proxy({}, { has: () => true, get: () => mark });
  return new RegExp(say(id, names).split(mark).map(escape).join(".+"));
}

/** A text as the beginning of a regular expression that takes nothing for granted. */
export function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
