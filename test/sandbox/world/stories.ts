// Stories: hostings to which something happens, with the past that led there, and what goes on as the clock runs.
import type { BounceRow, StoryName, VolumeRow } from '../control/control-calls.ts';
import type { Hosting } from './hosting.ts';
import { type Course, type HostingMail, mostBounces } from './hosting-mail.ts';
import { between, oneOf, type Random, randomOf } from './random.ts';
import type { World } from './world.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** Whole days of a story's past. */
const pastDays = 40;
/** The provider's address that sends scripts' mail, in receivers' replies (RFC 5737). */
const sendingAddress = '198.51.100.24';

/** Who answers, as the domain of the recipient (RFC 2606; null: any that spam is sent to), and what it says. `{to}`, `{ip}` and `{from}` are filled in. */
type Reply = readonly [domain: string | null, says: string];

/*
 * Codes, marks and fixed phrases are those that receivers are known to send; the rest is shortened. Sources: Google "Gmail SMTP errors and codes", Microsoft
 * "Fix NDR error 550 5.7.515", RFC 3463, Postfix's `reject_rbl_client`; Orange's, Yahoo's and Outlook's as quoted in public reports (GitHub: p5-sisimai 240,
 * smtp-field-manual 60 and 64). What the provider itself says of a From domain is not published: the two replies here are invented.
 */
const listReplies: readonly Reply[] = [
  ['gmail.example', '550-5.1.1 This email account does not exist: look for typing errors\n550-5.1.1 in the address of the recipient.\n550 5.1.1 NoSuchUser - gsmtp'],
  ['gmail.example', '452-4.2.2 The inbox of this recipient is out of storage space.\n452 4.2.2 OverQuotaTemp - gsmtp'],
  ['gmail.example', '550 5.2.1 The email account that was addressed is inactive. DisabledUser - gsmtp'],
  ['orange.example', '550 5.1.1 Adresse du destinataire invalide. Invalid recipient. OFR_416 [416]'],
  ['orange.example', '552 5.1.1 Boite du destinataire pleine. Recipient over quota. OFR_417 [417]'],
  ['outlook.example', '550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302)'],
  ['outlook.example', '554 5.2.2 mailbox full; STOREDRV.Deliver; quota exceeded'],
  ['yahoo.example', '554 30 The message to {to} cannot be delivered: this mailbox is disabled (554.30)'],
  ['yahoo.example', '550 5.1.1 {to}: not a valid recipient'],
  ['laposte.example', '550 5.1.1 <{to}>: Recipient address rejected: User unknown in virtual mailbox table'],
];

const spamReplies: readonly Reply[] = [
  [null, '550 5.1.1 <{to}>: Recipient address rejected: User unknown in local recipient table'],
  [null, '550 5.1.1 <{to}>: no such user here'],
  [null, '550-5.7.1 [{ip}] This message is likely unsolicited mail; it was blocked\n550 5.7.1 to protect our users from spam. UnsolicitedMessageError - gsmtp'],
  [null, '554 5.7.1 Message rejected as spam (score 14.2, required 5.0)'],
  [null, '550 5.7.1 Content filter: spam detected'],
  [null, '554 5.7.1 Service unavailable; Client host [{ip}] blocked using bl.spamcop.net'],
];

const senderReplies: readonly Reply[] = [
  ['gmail.example', '550 5.7.1 Sender address rejected: domain of the From header is not attached to this hosting'],
  ['orange.example', '550 5.7.1 <news@{from}>: Sender address rejected: not allowed to send from this hosting'],
  ['gmail.example', '550-5.7.26 Unauthenticated email from {from} is refused: the DMARC\n550-5.7.26 policy of that domain asks for it. SPF did not pass and there\n550 5.7.26 is no DKIM signature. - gsmtp'],
  ['outlook.example', '550 5.7.515 Access denied, sending domain {from} lacks the required authentication level'],
  ['laposte.example', '550 5.7.23 <news@{from}>: SPF check failed: {ip} may not send mail from {from}'],
  ['yahoo.example', '554 5.7.9 Message refused by DMARC: header.from={from}, policy=reject'],
];

const listingReplies: readonly Reply[] = [
  ['outlook.example', '550 5.7.1 Messages from [{ip}] are not accepted: part of that network is on our block list (S3150)'],
  ['orange.example', '550 5.7.1 [{ip}] Mail rejete: adresse IP en liste noire. Mail rejected. OFR_506 [506]'],
  ['orange.example', '550 Adresse IP {ip} bloquee pour incident de spam. Client host blocked. OFR006_102 [102]'],
  ['laposte.example', '554 5.7.1 Service unavailable; Client host [{ip}] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/{ip}'],
  ['yahoo.example', '553 5.7.1 [BL21] No connections are accepted from {ip}: it is on a list of Spamhaus'],
  ['gmail.example', '550 5.7.1 [{ip}] This message is suspicious for the very low reputation of the sending IP address. - gsmtp'],
];

/** Which part of the mails sent at a time comes back, 0 to 1, and how. */
interface Errors {
  readonly share: number;
  readonly replies: readonly Reply[];
}

/** Told of every mail sent: the state in which the provider stops it now; null while it does not. */
type Judge = (at: number, sent: number, returned: number, state: string) => string | null;

interface Tale {
  /** Mails of a day of the past, from and to. */
  readonly perDay: readonly [number, number];
  /** Mails a day from now on. */
  readonly goesOn: number;
  /** For how long it has been sending at that rate on top of the usual mails. */
  readonly burstMs?: number;
  readonly silentToday?: true;
  /** Where the story needs a certain plan; else the hosting's own. */
  readonly plan?: { readonly offer: string; readonly maxPerDay: number };
  /** `ageMs`: how long ago; below 0 for what is to come. */
  readonly errors: (ageMs: number) => Errors;
  /** `from`: when the story was told; nothing is stopped before. */
  readonly judge: (from: number) => Judge;
}

const never = (): Judge => () => null;
const usual: Errors = { share: 0.01, replies: listReplies };
const since = (forMs: number, errors: Errors) => (ageMs: number): Errors => (ageMs < forMs ? errors : usual);

/** 1 % until ten days ago, then 1.1 % more each day: 12 % now. */
function leaking(ageMs: number): Errors {
  return { ...usual, share: Math.min(0.9, 0.01 + 0.011 * Math.max(0, 10 - ageMs / dayMs)) };
}

/** `bounce` once 15 % of what was sent since yesterday, and since the last stop, came back; twice that in `force` (the provider's guide; it publishes no figure). */
function stoppedForErrors(from: number): Judge {
  let days: { readonly day: number; readonly sent: number; readonly returned: number }[] = [];
  return (at, sent, returned, state) => {
    const today = Math.floor(at / dayMs);
    days = [...days.filter(({ day }) => day >= today - 1), { day: today, sent, returned }];
    const all = days.reduce((sum, one) => ({ ...sum, sent: sum.sent + one.sent, returned: sum.returned + one.returned }));
    if (at <= from || all.sent < 30 || all.returned / all.sent < (state === 'force' ? 0.3 : 0.15)) return null;
    days = [];
    return 'bounce';
  };
}

/** `spam` after 200 more mails: half an hour at 400 an hour. Again so after each time it was let go. */
function stoppedForSpam(from: number): Judge {
  let seen = 0;
  return (at, sent) => {
    seen += at > from ? sent : 0;
    if (seen < 200) return null;
    seen = 0;
    return 'spam';
  };
}

const tales: Readonly<Record<StoryName, Tale>> = {
  slowLeak: { perDay: [54, 66], goesOn: 60, errors: leaking, judge: stoppedForErrors },
  hackedForm: {
    perDay: [5, 15], goesOn: 400 * 24, burstMs: 2 * hourMs, plan: { offer: 'hosting-perso', maxPerDay: 2400 },
    errors: since(2 * hourMs, { share: 0.25, replies: spamReplies }), judge: stoppedForSpam,
  },
  wrongSender: { perDay: [40, 60], goesOn: 50, errors: since(6 * dayMs, { share: 0.13, replies: senderReplies }), judge: never },
  listedAddress: { perDay: [40, 80], goesOn: 60, errors: since(20 * hourMs, { share: 0.35, replies: listingReplies }), judge: never },
  silentShop: { perDay: [30, 60], goesOn: 0, silentToday: true, errors: () => usual, judge: never },
};

/** Most hostings that a listed address concerns besides the one that was named. */
const mostNeighbours = 2;

/** Gives the hosting the story's past, as of now, and sets what goes on. */
export function tell(world: World, hosting: Hosting, story: StoryName): void {
  const concerned = story === 'listedAddress' ? [hosting, ...neighboursOf(world, hosting)] : [hosting];
  for (const one of concerned) {
    one.cluster = hosting.cluster;
    begin(one, story, world.clock.now());
  }
}

/** Others of the account that send; those that a telling before put on the cluster come first, and no other story is ended for it. */
function neighboursOf(world: World, hosting: Hosting): readonly Hosting[] {
  const others = world.hostingsOf(hosting.nichandle).filter((one) => one !== hosting && !one.expired && ['ok', 'force'].includes(one.mail.state));
  const before = others.filter(({ cluster, mail }) => cluster === hosting.cluster && mail.course?.story === 'listedAddress');
  return [...before, ...others.filter(({ mail }) => mail.course === null)].slice(0, mostNeighbours);
}

function begin(hosting: Hosting, story: StoryName, now: number): void {
  const { mail, serviceName } = hosting;
  const tale = tales[story];
  const random = randomOf(`${story} ${serviceName}`);
  const times = timesOf(tale, random, now);
  mail.become('ok', now);
  mail.queue.release();
  const course = courseOf(story, serviceName, random, now);
  // The past is the same course, mail by mail, so that it fits what goes on.
  const bounces = times.flatMap((at) => course.sent(at, 1, 'ok').bounces);
  Object.assign(mail, { course, ...figuresOf(mail, times, bounces, now) });
  if (tale.plan !== undefined) {
    hosting.offer = tale.plan.offer;
    mail.maxPerDay = tale.plan.maxPerDay;
  }
  mail.restartTraffic(now, tale.goesOn);
}

const midnightBefore = (at: number): number => Math.floor(at / dayMs) * dayMs;

/** When mails were sent, oldest first: forty whole days, and today so far. */
function timesOf({ perDay: [least, most], goesOn, burstMs = 0, silentToday }: Tale, random: Random, now: number): readonly number[] {
  const today = midnightBefore(now);
  const days = Array.from({ length: pastDays + 1 }, (_, index) => today - index * dayMs).slice(silentToday === true ? 1 : 0);
  const ordinary = days.flatMap((day) => spread(day, dayMs, between(random, least, most)));
  const burst = spread(now - burstMs, burstMs, Math.round((goesOn * burstMs) / dayMs));
  return [...ordinary, ...burst].filter((at) => at < now).sort((one, other) => one - other);
}

function spread(from: number, lengthMs: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => Math.round(from + ((index + 0.5) * lengthMs) / count));
}

type Figures = Pick<HostingMail, 'sent' | 'sentToday' | 'bounce' | 'bounces' | 'volumes'>;

/** Totals are since the hosting was made, so they go on from where they were; only what today brought anew is added. */
function figuresOf(before: HostingMail, times: readonly number[], returned: readonly BounceRow[], now: number): Figures {
  const today = midnightBefore(now);
  const sentToday = times.filter((at) => at >= today).length;
  const sent = Math.max(before.sent + Math.max(0, sentToday - before.sentToday), times.length);
  const newFrom = new Date(times.at(before.sent - sent) ?? 0).toISOString();
  const fresh = sent === before.sent ? 0 : returned.filter(({ date }) => date >= newFrom).length;
  return {
    sent, sentToday, volumes: volumesOf(times, today), bounce: Math.max(before.bounce + fresh, returned.length),
    bounces: [...returned].reverse().slice(0, mostBounces),
  };
}

/** Whole days, newest first. */
function volumesOf(times: readonly number[], today: number): readonly VolumeRow[] {
  return Array.from({ length: pastDays }, (_, index) => {
    const day = today - (index + 1) * dayMs;
    return { date: new Date(day).toISOString(), volume: times.filter((at) => midnightBefore(at) === day).length };
  });
}

function courseOf(story: StoryName, serviceName: string, random: Random, from: number): Course {
  const { errors, judge } = tales[story];
  const judged = judge(from);
  let owed = 0;
  const sent: Course['sent'] = (at, mails, state) => {
    const { share, replies } = errors(from - at);
    owed += mails * share;
    const returned = Math.floor(owed);
    owed -= returned;
    const bounces = Array.from({ length: returned }, () => bounced(oneOf(random, replies), serviceName, random, at));
    return { bounces, stop: judged(at, mails, returned, state) };
  };
  return { story, sent };
}

const people: readonly string[] = ['marie.durand', 'j.peeters', 'contact', 'paul.roy', 'info', 'anna.nowak', 'luca.bianchi', 'sophie', 'compta', 'h.lefevre'];

function bounced([domain, says]: Reply, serviceName: string, random: Random, at: number): BounceRow {
  const to = domain === null ? `${letters(random, 7)}@${letters(random, 9)}.example` : `${oneOf(random, people)}${between(random, 1, 99)}@${domain}`;
  const from = `newsletter-${(serviceName.split('.')[0] ?? '').slice(0, 40)}.example`;
  return { date: new Date(at).toISOString(), to, message: says.replaceAll('{to}', to).replaceAll('{ip}', sendingAddress).replaceAll('{from}', from) };
}

function letters(random: Random, count: number): string {
  return Array.from({ length: count }, () => oneOf(random, [...'abcdefghiklmnoprstuvz'])).join('');
}
