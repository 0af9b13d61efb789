// Who speaks: how receivers and block lists are recognised, and what the codes of their own mean (their postmaster pages).
import type { Reason } from '../bounce.ts';

/** Mailbox providers, mail gateways and block lists that Sluice knows by name. */
export const receivers = [
  'spamhaus', 'spamcop', 'barracuda', 'cloudmark', 'abusix', 'uceprotect', 'proofpoint', 'mimecast', 'orange', 'laposte', 'free', 'sfr', 'bouygues', 'google',
  'microsoft', 'yahoo', 'apple', 'gmx', 'tonline', 'ionos', 'libero', 'comcast', 'cox', 'tencent', 'mailru', 'yandex', 'godaddy', 'ovh',
] as const;
export type Receiver = (typeof receivers)[number];

/** In order: a block list that is named comes before the mailbox provider that asked it, for the remedy is there. */
export function receiverMarks(): readonly (readonly [Receiver, RegExp])[] {
  return [
    ['spamhaus', /spamhaus/], ['spamcop', /spamcop/], ['barracuda', /barracuda/], ['cloudmark', /cloudmark/], ['abusix', /abusix/], ['uceprotect', /uceprotect/],
    ['proofpoint', /proofpoint|pphosted/], ['mimecast', /mimecast/],
    ['orange', /\bofr\d*_\d|\.orange\.fr|wanadoo\.fr/], ['laposte', /\blpn\d*_\d|laposte\.net/], ['sfr', /sfr_in_\d|\.sfr\.fr/], ['free', /(?:postmaster|mx\d?)\.free\.fr/],
    ['bouygues', /bbox\.fr|bouygtel/], ['google', /\bgsmtp\b|\.google(?:mail)?\.com/], ['yahoo', /\[(?:tss?\d\d|bl\d\d|ph\d\d|ipts\d\d)\]|yahoo|aol\.com|verizonmedia/],
    ['apple', /\[(?:hm|cs|hme)\d+\]|(?:icloud|apple|\bme)\.com/], ['tonline', /t-online|t-ipnet/],
    ['gmx', /\bgmx\.|web\.de\b|nemesis esmtp/], ['ionos', /kundenserver|ionos|1and1/], ['libero', /libero\.it|virgilio\.it|italiaonline/], ['comcast', /comcast/],
    ['cox', /cox\.net/], ['tencent', /\bqq\.com/], ['mailru', /\bmail\.ru/], ['yandex', /yandex/], ['godaddy', /secureserver\.net|\bib\d{3}\b/],
    ['microsoft', /outlook\.com|hotmail|live\.com|office365|microsoft|resolver\.|storedrv\./], ['ovh', /\bovh\.(?:net|ca|com)|ovhcloud/],
  ];
}

/** Pages of block lists that look an address up. */
export const blockListPage = /spamhaus\.org|spamcop\.net|barracudacentral|csi\.cloudmark|abusix|uceprotect|senderscore|sorbs\.net|ipcheck\.proofpoint|dnsbl/;

/** A receiver's own code and what its postmaster page says of it. Matched on folded text with its addresses of web pages. */
export interface OwnCode {
  readonly reason: Reason;
  readonly code: RegExp;
}

/**
 * Orange and La Poste share a numbering (postmaster.orange.fr): 104 connections, 107 PTR, 109 messages, 39x SPF, 515/517 DMARC, 535 DKIM, 506/536 spam, 98x and 99x reputation.
 * SFR: last two digits: 01 spam, 02 virus, 03 protocol, 04 unknown users, 05 volume; all of them block the address for two hours.
 */
export function ownCodes(): readonly OwnCode[] {
  const french = (numbers: string): RegExp => new RegExp(`\\b(?:ofr|lpn)\\d*_(?:${numbers})\\b`);
  return [
    { reason: 'rate', code: french('104|109|305|98[89]|990') },
    { reason: 'authentication', code: french('107|39[78]|51[578]|535') },
    { reason: 'reputation', code: french('10[235-8]|50[23]|510|99\\d') },
    { reason: 'policy', code: french('40[1-5]|421') },
    { reason: 'recipient', code: french('41[56]') },
    { reason: 'full', code: french('417') },
    { reason: 'disabled', code: french('420|426') },
    { reason: 'spam', code: french('506|513|536') },
    { reason: 'size', code: french('514') },
    { reason: 'reputation', code: /sfr_in_\d0[124]/ },
    { reason: 'policy', code: /sfr_in_\d03/ },
    { reason: 'rate', code: /sfr_in_\d05/ },
    // Gmail names its own help page in each reply: support.google.com/mail/?p=Name.
    { reason: 'recipient', code: /[?&]p=nosuchuser/ },
    { reason: 'disabled', code: /[?&]p=disableduser/ },
    { reason: 'full', code: /[?&]p=overquota/ },
    { reason: 'rate', code: /[?&]p=(?:receivingrate|unsolicited(?:ip|ratelimit)|senderratelimit|dailylimit)/ },
    { reason: 'policy', code: /[?&]p=(?:rfcmessagenoncompliant|blockedmessage|maxsizeerror)/ },
    // Outlook.com: OU, SC and DY refuse an address of ill repute or a dynamic one, RP slows it down (sendersupport.olc.protection.outlook.com/pm/troubleshooting).
    { reason: 'rate', code: /\brp-00[1-3]\b/ },
    { reason: 'reputation', code: /\b(?:ou|sc|dy)-00\d\b|\(a?s31[1-6]\d\)/ },
    // Yahoo and AOL (senders.yahooinc.com/smtp-error-codes).
    { reason: 'reputation', code: /\[(?:tss?\d\d|bl\d\d|ipts\d\d)\]|\((?:rly|rtr|dyn|hvu):\w+\)/ },
    { reason: 'policy', code: /\[ph\d\d\]/ },
    { reason: 'temporary', code: /\[gl\d\d\]/ },
    // T-Online names its list in brackets; Comcast and Cox number theirs (postmaster.comcast.net, postmaster.cox.net).
    { reason: 'reputation', code: /a problem occurred\b.{0,160}\((?:bl|dyn|nowl)\)|\b(?:bl|es)0\d{2,5}\b|\bcxbl\b|\bcdrbl\b|\bipbl\d{4}\b/ },
    { reason: 'rate', code: /\brl0\d{2,5}\b|\bcxthrt\b|\bcxmxrt\b|\bcxcnct\b/ },
    { reason: 'authentication', code: /\bcxdns\b|\bdm0000\d+\b/ },
    // Apple says "inactive" with 5.1.1 of an address that nobody owns any more.
    { reason: 'recipient', code: /5\.1\.1 .{0,80}inactive email address/ },
    // Exchange refuses unknown recipients at the edge with this sentence and 5.4.1 (Directory-Based Edge Blocking).
    { reason: 'recipient', code: /5\.4\.1 .{0,80}recipient address rejected: access denied/ },
    { reason: 'recipient', code: /\bresolver\.adr\.(?:ex)?recip\w*|recipientnotfound/ },
    { reason: 'size', code: /resolver\.rst\.(?:recip|send)sizelimit/ },
    { reason: 'rate', code: /resolver\.rst\.\w*rate/ },
    { reason: 'policy', code: /resolver\.rst\.|transport\.rules/ },
    { reason: 'temporary', code: /queue\.expired|routing\.loopdetected/ },
    { reason: 'full', code: /mailboxfull|storedrv\S* .{0,60}quota/ },
  ];
}
