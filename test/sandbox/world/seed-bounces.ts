// What receiving mail servers say when they refuse a mail: written for the sandbox, in the manner of RFC 5321 replies and RFC 3463 codes.
import type { BounceRow } from '../control/control-calls.ts';
import { between, oneOf, type Random } from './random.ts';

/** `{to}` becomes the recipient, `{ip}` the sender's address (RFC 5737). */
const replies: readonly string[] = [
  '550 5.1.1 <{to}>: Recipient address rejected: User unknown in virtual mailbox table',
  '550-5.1.1 The email account that you tried to reach does not exist. Please try\n550-5.1.1 double-checking the recipient\'s email address for typos or\n550 5.1.1 unnecessary spaces. w6-example - esmtp',
  '550 5.1.1 <{to}> : adresse inconnue',
  '553 5.1.2 <{to}>: domaine du destinataire inexistant',
  'Host or domain name not found. Name service error for name=mail.example.org type=AAAA: Host not found',
  '552 5.2.2 <{to}>: mailbox full',
  '452-4.2.2 La boîte du destinataire est pleine.\n452 4.2.2 Veuillez réessayer plus tard.',
  '550 5.2.1 The email account that you tried to reach is disabled.',
  '451 4.7.1 Greylisting in action, please come back in 300 seconds',
  'connect to mx1.example.net[192.0.2.25]:25: Connection timed out',
  '421 4.3.2 Service temporarily unavailable, try again later',
  '421-4.7.0 Too many messages from {ip} in a short time.\n421 4.7.0 Slow down and try again.',
  '550 5.7.1 Service refused: client host [{ip}] is listed on blocklist.example',
  '554 5.7.1 Message refusé : réputation de l\'adresse {ip} insuffisante',
  '550-5.7.26 This mail is unauthenticated: SPF did not pass and there is no DKIM signature.\n550 5.7.26 The sender\'s domain asks for it to be refused (DMARC p=reject).',
  '550 5.7.1 From: domain is not attached to this hosting',
  '554 5.7.1 Spam detected by content filter; message not accepted',
  '554 5.6.0 Message contient un virus',
  '550 5.7.1 <{to}>: Relay access denied',
  '552 5.3.4 Message size exceeds fixed limit (10485760)',
  '550 Requested action not taken',
];

const people: readonly string[] = ['marie.durand', 'j.peeters', 'contact', 'paul.roy', 'info', 'anna.nowak', 'luca.bianchi', 'sophie', 'compta', 'newsletter.test'];
const domains: readonly string[] = ['example.com', 'example.org', 'example.net', 'example.fr', 'example.be', 'mail.example.com'];

/** Bounces, newest first, over the last twenty days; a few without recipient, without text, or with neither. */
export function bouncesOf(random: Random, count: number, now: number): BounceRow[] {
  const ages = Array.from({ length: count }, () => between(random, 10, 20 * 24 * 60)).sort((one, other) => one - other);
  return ages.map((minutes, index) => {
    const to = `${oneOf(random, people)}@${oneOf(random, domains)}`;
    const reply = oneOf(random, replies).replaceAll('{to}', to).replaceAll('{ip}', '198.51.100.24');
    const date = new Date(now - minutes * 60_000).toISOString();
    return { date, to: index % 11 === 7 ? null : to, message: index % 13 === 9 ? null : reply };
  });
}
