/** What people and programs put between the digits of a number. */
const BETWEEN = new Set(" \t\u00a0\u2007\u2009\u202f()+.-\u2010\u2011\u2012\u2013\u2014\u2015\u2212");

/** A log in small letters whose percent sequences are read and in which nothing stands between the digits of a number. */
export interface Squeezed {
  text: string;
  /** Where a piece of `text` stands in the log. */
  origin: (place: number, length: number) => { at: number; length: number };
}

/** The letter that a percent sequence stands for; a space for those above ASCII, which come in several; `null` where there is none. */
function letterOf(log: string, at: number): string | null {
  const [, hex] = /^%([0-9a-f]{2})/i.exec(log.slice(at, at + 3)) ?? [];
  if (!hex) return null;
  const byte = Number.parseInt(hex, 16);
  return byte < 0x80 ? String.fromCharCode(byte) : " ";
}

/** Takes out what may stand between digits, and remembers where everything stood. */
export function squeeze(log: string): Squeezed {
  const letters: string[] = [];
  const begins: number[] = [];
  const ends: number[] = [];
  for (let at = 0; at < log.length; ) {
    const read = log[at] === "%" ? letterOf(log, at) : null;
    const letter = read ?? log[at]!;
    const end = at + (read === null ? 1 : 3);
    if (!BETWEEN.has(letter)) {
      // One letter each, whatever its small form is.
      letters.push(letter.toLowerCase()[0]!);
      begins.push(at);
      ends.push(end);
    }
    at = end;
  }
  const origin = (place: number, length: number) => ({ at: begins[place]!, length: ends[place + length - 1]! - begins[place]! });
  return { text: letters.join(""), origin };
}
