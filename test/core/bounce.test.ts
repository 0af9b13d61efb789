// What the diagnosis of a bounce promises: the right reason over receivers, languages and shapes of text, and which words decided it.
import { describe, expect, it } from 'vitest';
import { diagnose, reasons, type Reason } from '../../src/core/bounce.ts';
import { domainOf } from '../../src/core/bounce/bounce-groups.ts';

function expectReasons(expected: Readonly<Partial<Record<Reason, readonly string[]>>>): void {
  const wrong = Object.entries(expected).flatMap(([reason, texts]) => texts.filter((text) => diagnose(text).reason !== reason).map((text) => `${diagnose(text).reason}, not ${reason}: ${text}`));
  expect(wrong).toEqual([]);
}

describe('the reason', () => {
  it('is read from plain English words', () => {
    expectReasons({
      recipient: ['550 5.1.1 no such user here', '550 That recipient does not exist', '550 unknown local-part', '551 User is not local to us', 'We do not have an account by that name'],
      domain: ['550 Host unknown', 'Domain b.example does not accept mail (nullMX)', "Sorry, I couldn't find any host named b.example. (#5.1.2)", '556 5.1.10 Recipient address has null MX'],
      full: ['552 5.2.2 user is over quota', '452 4.2.2 The inbox is out of storage space', 'mailbox size limit exceeded', '552 Quota exceeded'],
      disabled: ['550 5.2.1 this account has been suspended', '550 mailbox disabled', '550 inactive user', '550 account expired'],
      temporary: ['450 4.2.0 Greylisted, come back in 5 minutes', 'connect to mx.b.example[192.0.2.1]:25: Connection refused', '421 server busy', '451 4.3.0 queue file write error', '554 5.4.14 hop count exceeded'],
      rate: ['421 too many connections from your IP', '450 rate limit exceeded', '452 4.5.3 too many recipients', 'Domain a.example has exceeded the max emails per hour (25/25) allowed'],
      reputation: ['554 192.0.2.1 is listed at zen.example-rbl', '550 your IP is on our block list', '554 bad reputation of the sending server', '550 Mail from dynamic IP addresses is not accepted'],
      authentication: ['550 SPF check failed', '550 5.7.1 rejected by DMARC policy of a.example', '450 4.7.1 Client host rejected: cannot find your reverse hostname', '554 no PTR record'],
      spam: ['554 this message looks like spam', '550 virus found', '554 5.7.1 content rejected', '550 high spam score'],
      policy: ['554 relay access denied', '550 rejected for policy reasons', '530 Must issue a STARTTLS command first', '550 sender verify failed', "550 two 'Subject' headers: duplicate header"],
      size: ['552 message size exceeds fixed limit', '523 the message is too large', '552 5.3.4 message too big for system'],
    });
  });

  it('is read in the languages of European receivers and in Japanese', () => {
    expectReasons({
      recipient: ['550 Destinataire inconnu', '550 Empfänger existiert nicht', '550 El destinatario no existe', '550 Indirizzo inesistente', '550 Nieznany odbiorca', '550 Destinatário desconhecido', '550 Gebruiker onbekend', '550 宛先のユーザーが存在しません'],
      full: ['552 Boîte pleine', '552 Speicherplatz überschritten', '552 Buzón lleno', '552 La casella è piena', '552 Skrzynka pełna', '552 Caixa cheia', '552 Mailbox vol', '552 メールボックスがいっぱいです'],
      disabled: ['550 Compte désactivé', '550 Postfach gesperrt', '550 Cuenta bloqueada', '550 Casella sospesa', '550 Konto zawieszone', '550 Conta desativada', '550 Account geblokkeerd'],
      rate: ['421 Trop de connexions', '421 Zu viele Verbindungen', '421 Demasiados mensajes', '421 Troppi messaggi', '421 Zbyt wiele połączeń', '421 Muitas mensagens', '421 Te veel berichten'],
      size: ['552 Message trop volumineux', '552 Nachricht zu groß', '552 Mensaje demasiado grande', '552 Messaggio troppo grande', '552 Bericht te groot'],
    });
  });

  it('is read from codes of the receivers’ own', () => {
    expectReasons({
      reputation: ['421 service refused OFR_999 [999]', '550 sorry LPN007_510', '450 4.7.1 SFR_IN_101', '550 SC-001 messages were not sent', '421 4.7.0 [TSS04] deferred', '554 see error BL000001'],
      rate: ['421 OFR004_104 [104]', '450 4.7.1 SFR_IN_205', '421 RP-001 not sent', '421 please see RL000002'],
      recipient: ['550 OFR_416 [416]', '550 5.5.0 LPN007_415', '550 5.1.10 RESOLVER.ADR.RecipientNotFound', '550 5.4.1 Recipient address rejected: Access denied'],
      full: ['552 OFR_417 [417]', '452 see https://support.google.com/mail/?p=OverQuotaTemp'],
      authentication: ['550 OFR_515 [515]', '550 LPN007_517'],
      spam: ['550 OFR_506 [506]'],
    });
  });

  it('falls back to the enhanced code, then to the reply code', () => {
    expectReasons({
      disabled: ['550 5.2.1 sorry'], full: ['550 5.2.2 sorry', '552 sorry'], size: ['550 5.3.4 sorry'], authentication: ['550 5.7.26 sorry'], reputation: ['550 5.7.606 sorry'],
      rate: ['550 5.7.28 sorry'], temporary: ['421 sorry', '550 5.4.7 sorry'], domain: ['550 5.1.2 sorry'], recipient: ['550 5.1.1 sorry', '550 sorry'], unknown: ['', '   ', 'sorry', '250 2.0.0 OK'],
    });
    expect(diagnose('550 5.2.1 sorry')).toMatchObject({ sureness: 'likely', phrase: '5.2.1' });
    expect(diagnose('550 sorry')).toMatchObject({ sureness: 'guess', phrase: '550' });
  });

  it('lets plain words win over a code that says something else', () => {
    expect(diagnose('550 5.1.1 mailbox is full').reason).toBe('full');
    expect(diagnose('550 5.7.1 user unknown').reason).toBe('recipient');
    expect(diagnose('550 rejected because 192.0.2.1 is listed, see https://www.spamhaus.org/query/ip/192.0.2.1')).toMatchObject({ reason: 'reputation', receiver: 'spamhaus' });
  });
});

describe('the text', () => {
  const line = (said: string): string => `<jo@b.example>: host mx.b.example[192.0.2.7] said: ${said} (in reply to RCPT TO command)`;

  it('is judged without what the sending server wrote around it', () => {
    expect(diagnose(line('550 5.1.1 no such user'))).toMatchObject({ reason: 'recipient', phrase: 'no such user' });
    expect(diagnose('Nov  3 10:00:00 a postfix/smtp[7]: 4F2: to=<jo@b.example>, relay=spam-filter.b.example[192.0.2.7]:25, delay=1, dsn=5.2.2, status=bounced (host spam-filter.b.example[192.0.2.7] said: 552 5.2.2 mailbox full (in reply to end of DATA command))').reason).toBe('full');
    expect(diagnose('host blocked-virus-quota.b.example[192.0.2.7] refused to talk to me: 421 4.7.0 too many connections').reason).toBe('rate');
    expect(diagnose('Connected to 192.0.2.7 but greeting failed. Remote host said: 554 your IP is blacklisted').reason).toBe('reputation');
    expect(diagnose('Diagnostic-Code: smtp; 550 5.1.1 unknown user').reason).toBe('recipient');
  });

  it('may have several lines that repeat their code', () => {
    const reply = '550-5.2.1 The user you are trying to contact is\r\n550-5.2.1 receiving mail\r\n550 5.2.1 too quickly.';
    expect(diagnose(reply)).toMatchObject({ reason: 'rate', permanent: true });
    expect(diagnose(reply.replaceAll('\r\n', ' '))).toMatchObject({ reason: 'rate' });
    expect(diagnose('554-mx.b.example ESMTP 554-No service 554-IP address is block listed. 554 See our page').reason).toBe('reputation');
  });

  it('is not misled by addresses, pages, HTML, control and bidi characters', () => {
    expect(diagnose('550 5.1.1 <virus.spam.full@quota.example>: user unknown')).toMatchObject({ reason: 'recipient' });
    expect(diagnose('550 user unknown, see https://b.example/spam/virus?full').reason).toBe('recipient');
    expect(diagnose('<p class="spam">550 <b>user</b> unknown</p>').reason).toBe('recipient');
    expect(diagnose('550 user\u202e \u0000unknown\u2066').reason).toBe('recipient');
  });
});

describe('permanent', () => {
  it('follows the class of the reply, then of the enhanced code, then the reason', () => {
    expect(diagnose('450 4.1.1 user unknown').permanent).toBe(false);
    expect(diagnose('550 mailbox full').permanent).toBe(true);
    expect(diagnose('user unknown (#5.1.1)').permanent).toBe(true);
    expect(diagnose('user unknown').permanent).toBe(true);
    expect(diagnose('mailbox full').permanent).toBe(false);
    expect(diagnose('connection timed out').permanent).toBe(false);
  });
});

describe('receiver', () => {
  it('is named from the host of a log line or from the reply', () => {
    expect(diagnose('host gmail-smtp-in.l.google.com[192.0.2.1] said: 550 5.1.1 gone').receiver).toBe('google');
    expect(diagnose('550 5.7.1 refused (S3150) [XX.mail.protection.outlook.com]').receiver).toBe('microsoft');
    expect(diagnose('550 refused OFR_506 [506]').receiver).toBe('orange');
    expect(diagnose('550 refused').receiver).toBeNull();
  });

  it('does not take a gateway’s host name for a listing', () => {
    expect(diagnose('host d1.ess.barracudanetworks.com[192.0.2.1] said: 550 5.1.1 no such user')).toMatchObject({ reason: 'recipient', receiver: 'barracuda' });
  });
});

describe('the phrase', () => {
  it('is the receiver’s own writing and never holds an address', () => {
    expect(diagnose('552 5.2.2 Boîte Pleine').phrase).toBe('Boîte Pleine');
    const phrase = diagnose('550 user <jo.doe@b.example> unknown').phrase;
    expect(phrase).not.toContain('jo.doe');
    expect(phrase).toContain('unknown');
  });

  it('is a part of the text for every kind of letter that changes its length in lower case', () => {
    for (const letters of ['İİİİ', 'ßßß', 'ﬁﬁ', 'Łł', '\ud83d\ude00', 'ŉ']) expect(diagnose(`550 ${letters} user unknown`).phrase).toBe('user unknown');
  });
});

it('knows exactly the twelve reasons', () => {
  expect(new Set(reasons).size).toBe(12);
});

it('reads the domain of an address and nothing else of it', () => {
  expect(['jo@B.Example', '<jo@b.example>', '"a@b"@b.example', 'jo@b.example.', 'jo', '', 'jo@', 'jo@\u202eb.example', 'jo@münchen.example', null].map(domainOf)).toEqual([
    'b.example', 'b.example', 'b.example', 'b.example', null, null, null, null, 'münchen.example', null,
  ]);
});
