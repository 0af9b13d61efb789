// The receiver's words, cut out of whatever a bounce list holds: log line, report, bare reply. Hostile text in, short plain text out.

/** What a receiver said, ready to be judged. */
export interface Reply {
  /** Plain words, one line, no addresses, no codes repeated on each line of a long reply. */
  readonly said: string;
  /** `said` in lower case without accents and without addresses of web pages: same length, so places in it are places in `said`. */
  readonly folded: string;
  /** `folded` with its addresses of web pages: receivers put codes of their own there. */
  readonly pages: string;
  /** `pages` after the name of the host that a log line gives: to recognise who speaks. */
  readonly marks: string;
  /** Three digits, or null. */
  readonly code: string | null;
  /** RFC 3463, such as `5.1.1`, or null. */
  readonly enhanced: string | null;
}

/** Characters read of a text: no reply of a mail server needs more (RFC 5321 gives a line 512), and work stays bounded by it. */
export const readLimit = 6_000;
const judgedLimit = 1_600;

function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const tail = Math.floor(limit / 4);
  return `${text.slice(0, limit - tail)} ${text.slice(-tail)}`;
}

// Control and format characters (bidi among them) only serve to hide words; in a reply they mean a gap.
const unseen = /[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\s]+/g;
const tag = /<\/?[a-z][a-z0-9]{0,9}(?:\s[^<>]{0,200})?\/?>/gi;

function plain(text: string): string {
  return clip(clip(text, readLimit).replace(tag, ' ').replace(unseen, ' ').trim(), judgedLimit);
}

/** Where a mail server's log or report begins to quote the receiver. */
const quotes: readonly RegExp[] = [
  /\bhost \S{1,255} (?:said|refused to talk to me): /i, /\bremote (?:host|server) (?:said|returned|answered): /i, /\bremote server returned '/i,
  /\berror from remote (?:mail )?server\b.{0,300}?: (?=[45]\d\d[ -])/i, /\bdiagnostic-code: ?(?:smtp|x-\w+) ?; ?/i, /\breason: (?=[45]\d\d[ -])/i,
  /^5\.1\.0 - unknown address error (?=\d{3})/i, / -> (?=[45]\d\d[ -])/, /<<< (?=[45]\d\d[ -])/,
  /\bstatus=(?:bounced|deferred) \(/i, /\bstat=/,
];
const endOfQuote = / ?\((?:in reply to|delivery attempts:)[^()]{0,60}(?:\([^()]{0,20}\))?[^()]{0,20}\){1,2}.{0,20}$| giving up on \S{1,80}$/i;

function quoted(line: string): string {
  let rest = line;
  for (const quote of quotes) {
    const found = quote.exec(rest);
    // What follows must hold words: a report that ends with the mark has said everything before it.
    if (found !== null && rest.length - found.index - found[0].length > 3) rest = rest.slice(found.index + found[0].length);
  }
  return rest.replace(endOfQuote, '').replace(/^['"(]+/, '');
}

const codeFirst = /^\W{0,4}([2-5]\d\d)(?=[\s\-:;,.'"]|$)/;
const codeWithin = /\b([45]\d\d)[ -]#?[45]\.\d{1,3}\.\d|(?:code|error|reply|smtp;|said:|returned|state)\W{0,6}([45]\d\d)\b/i;
const enhancedCode = /(?<![\d.])([245]\.[0-7]\.\d{1,3})(?![\d]|\.\d)/;

function replyCode(text: string): string | null {
  const first = codeFirst.exec(text);
  if (first !== null) return first[1] ?? null;
  const within = codeWithin.exec(text);
  return within?.[1] ?? within?.[2] ?? null;
}

/** Long replies repeat their codes on each line; joined into one line, these sit in the middle of sentences. */
function withoutRepeats(text: string, code: string | null): string {
  if (code === null || !text.includes(`${code}-`)) return text;
  const repeat = new RegExp(`(\\s)${code}(?:-| (?=#?[45]\\.\\d|https?:)|(?= ))#?(?:[45]\\.\\d{1,3}\\.\\d{1,3}(?= |$))?`, 'g');
  return text.replace(repeat, '$1').replace(/ {2,}/g, ' ');
}

const address = /<?[^\s<>@"']{1,64}@[^\s<>@"',;:)\]]{1,255}>?/g;
const webPage = /\bhttps?:\/\/[^\s<>"')\]]+/g;
const latin = /[\u00c0-\u024f\u1e00-\u1eff\uff01-\uff5e]/g;

function foldOne(letter: string): string {
  if (letter === 'ł' || letter === 'Ł') return 'l';
  if (letter === 'ß') return 's';
  return letter.normalize('NFKD').charAt(0).toLowerCase();
}

/** Lower case without accents, the same number of characters. */
export function fold(text: string): string {
  return text.replace(latin, foldOne).replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase()).replaceAll('’', "'");
}

/** Cuts the receiver's words out of one entry of a bounce list. Time grows with `readLimit`, not with the text. */
export function readReply(text: string): Reply {
  const line = plain(text);
  const quote = quoted(line);
  const code = replyCode(quote);
  const said = withoutRepeats(quote, code).replace(address, '<…>').trim();
  const withPages = fold(said);
  return {
    said, code, pages: withPages,
    folded: withPages.replace(webPage, (page) => ' '.repeat(page.length)),
    marks: `${fold(line.slice(0, Math.max(0, line.length - quote.length)).slice(-300))} ${withPages}`,
    enhanced: enhancedCode.exec(quote)?.[1] ?? null,
  };
}
