// Unknown JSON into the nouns: what is kept, what is refused, and that nothing is thrown.
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { decodeAbuse, decodeBounces, decodeListed, decodeMail, decodeMe, decodeNames, decodeVolumes } from '../../src/provider/decode.ts';
import { entriesOfBatch, resultOfEntry } from '../../src/provider/batch.ts';
import { mail } from './fake-wire.ts';

const top = Number.MAX_SAFE_INTEGER;

describe('mail', () => {
  it('is taken as the schema gives it', () => {
    expect(decodeMail({ ...mail, email: 'owner@example.com', more: 1 })).toEqual({ ...mail, email: 'owner@example.com' });
    expect(decodeMail({ ...mail, state: 'spamLegalBlocked' })?.state).toBe('spamLegalBlocked');
  });

  it.each([0, -1, null, undefined])('has no limit where the provider says %s', (maxPerDay) => {
    expect(decodeMail({ ...mail, maxPerDay })).toMatchObject({ maxPerDay: null });
  });

  it('has numbers that are safe, whole and not negative', () => {
    expect(decodeMail({ ...mail, sent: 1e308, sentToday: -4, bounce: 2.9 })).toMatchObject({ sent: top, sentToday: 0, bounce: 2 });
  });

  it('has a state of at most 64 printable characters', () => {
    expect(decodeMail({ ...mail, state: '\u0000s\u0007pam\u009f' })?.state).toBe('spam');
    expect(decodeMail({ ...mail, state: 'x'.repeat(1_000_000) })?.state).toHaveLength(64);
    expect(decodeMail({ ...mail, state: 'a\uD800' })?.state).toBe('a\uFFFD');
  });

  it.each([
    null, [], 'ok', 7, {}, { ...mail, state: 1 }, { ...mail, state: '' }, { ...mail, state: '\u0000' }, { ...mail, sent: '12' }, { ...mail, sentToday: null },
    { ...mail, bounce: undefined }, { ...mail, maxPerDay: '200' }, { ...mail, email: 5 }, { ...mail, email: ['a'] }, JSON.parse('{"__proto__":{"state":"ok","sent":1,"sentToday":1,"bounce":1}}'),
  ])('is not read from %j', (value) => expect(decodeMail(value)).toBeNull());
});

describe('bounces', () => {
  it('keep their order, their lines and their nulls', () => {
    expect(decodeBounces([{ date: '2026-11-23T10:00:00+01:00', to: 'a@example.com', message: '550 5.1.1\r\nunknown\u0000' }, { date: 'x', to: null, message: null }])).toEqual([
      { date: Date.parse('2026-11-23T09:00:00Z'), to: 'a@example.com', message: '550 5.1.1\nunknown' }, { date: null, to: null, message: null },
    ]);
  });

  it('lose a bad entry, not the others', () => {
    expect(decodeBounces([null, 3, { to: 'b@example.com' }])).toEqual([{ date: null, to: 'b@example.com', message: null }]);
    expect(decodeBounces([null, 3])).toBeNull();
    expect(decodeBounces([])).toEqual([]);
    expect(decodeBounces({ length: 1 })).toBeNull();
  });

  it('are cut at 64 KiB a message and 20,000 entries', () => {
    expect(decodeBounces([{ message: 'm'.repeat(1_000_000) }])?.[0]?.message).toHaveLength(65_536);
    expect(decodeBounces(Array.from({ length: 20_001 }, () => ({})))).toHaveLength(20_000);
  });
});

describe('volumes', () => {
  it('come oldest first, one a day', () => {
    expect(decodeVolumes([
      { date: '2026-11-23', volume: 5 }, { date: '2026-11-22T18:00:00Z', volume: 2 }, { date: '2026-11-22T06:00:00Z', volume: 3 }, { date: '2026-11-21', volume: null },
    ])).toEqual([{ day: '2026-11-21', sent: 0 }, { day: '2026-11-22', sent: 5 }, { day: '2026-11-23', sent: 5 }]);
  });

  it('lose what is no day or no number', () => {
    expect(decodeVolumes([{ date: '2026-13-45', volume: 1 }, { date: '2026-11-20', volume: '1' }, { date: 7, volume: 1 }, { date: '2026-11-20', volume: -3 }])).toEqual([{ day: '2026-11-20', sent: 0 }]);
    expect(decodeVolumes([{ date: '2026-11-20', volume: 1e308 }, { date: '2026-11-20', volume: 1e308 }])).toEqual([{ day: '2026-11-20', sent: top }]);
  });
});

describe('a listed hosting', () => {
  it('is a name, or an object', () => {
    expect(decodeListed('example.com')).toEqual({ serviceName: 'example.com', displayName: null, offer: null, clusterIp: null });
    expect(decodeListed({ serviceName: 'a.cluster023.hosting.ovh.net', displayName: ' My\nshop ', offer: 'PERSO_2014' })).toEqual({ serviceName: 'a.cluster023.hosting.ovh.net', displayName: 'My shop', offer: 'PERSO_2014', clusterIp: null });
  });

  it.each(['', '.', '..', '...', 'a/b', 'a b', 'a\\b', 'a\u0000', '\uD800', 'x'.repeat(254), 5, null, {}, []])('is not read from %j', (value) => {
    expect(decodeListed(value)).toBeNull();
    expect(decodeListed({ serviceName: value })).toBeNull();
  });
});

it('knows who is logged in by the nichandle alone', () => {
  expect(decodeMe({ nichandle: 'ab12345-ovh', email: 'x@example.com' })).toEqual({ nichandle: 'ab12345-ovh' });
  expect(decodeMe({ nichandle: '' })).toBeNull();
});

it('the measures against abuse are words as they came, and none where it names none', () => {
  expect(decodeAbuse({ mailsoutState: ' blocked ', outState: 7 })).toEqual({ mailsout: 'blocked', out: null });
  expect(decodeAbuse({ outState: 'hardBlocked' })).toEqual({ mailsout: null, out: 'hardBlocked' });
  for (const none of [{}, null, 'blocked', [], { mailsoutState: '' }]) expect(decodeAbuse(none)).toBeNull();
});

it('names of hosts are lower case; what is no name is left out', () => {
  expect(decodeNames(['WWW.Example.com', 3, null, ''])).toEqual(['www.example.com']);
  expect(decodeNames({})).toBeNull();
});

it('a name of 253 characters is one, a longer one is not; a date of 64 is read, a longer one is not; the first second of 1970 is a time', () => {
  expect(decodeListed('x'.repeat(253))?.serviceName).toHaveLength(253);
  expect(decodeListed('x'.repeat(254))).toBeNull();
  const dateOf = (date: unknown): unknown => decodeBounces([{ date, to: null, message: null }])?.[0]?.date;
  expect(dateOf('1970-01-01T00:00:00Z')).toBe(0);
  expect(dateOf('1969-12-31T23:59:59Z')).toBeNull();
  expect(dateOf(`1970-01-01T00:00:00.${'0'.repeat(43)}Z`)).toBe(0);
  expect(dateOf(`1970-01-01T00:00:00.${'0'.repeat(44)}Z`)).toBeNull();
  expect(dateOf(5)).toBeNull();
  expect(decodeVolumes([{ date: 'x2026-11-22', volume: 1 }, { date: '2026-13-22', volume: 1 }, { date: '2026-11-22T09', volume: null }])).toEqual([{ day: '2026-11-22', sent: 0 }]);
});

const poisoned = fc.record({
  state: fc.oneof(fc.string({ unit: 'binary' }), fc.constant('\uD800'), fc.constant('x'.repeat(100_000)), fc.jsonValue()),
  sent: fc.oneof(fc.double(), fc.constant(1e308), fc.jsonValue()), sentToday: fc.oneof(fc.integer(), fc.jsonValue()), bounce: fc.oneof(fc.double(), fc.jsonValue()),
  maxPerDay: fc.oneof(fc.double(), fc.jsonValue()), email: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue()), date: fc.oneof(fc.string(), fc.jsonValue()),
  volume: fc.oneof(fc.double(), fc.jsonValue()), to: fc.jsonValue(), message: fc.jsonValue(), serviceName: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue()),
  key: fc.oneof(fc.constantFrom('__proto__', 'constructor', 'a.example'), fc.jsonValue()), value: fc.jsonValue(), error: fc.jsonValue(),
}, { requiredKeys: [] });
const withProto = fc.jsonValue().map((value) => JSON.parse(`{"__proto__":${JSON.stringify(value)},"constructor":{"state":"ok"}}`) as unknown);
const anything = fc.oneof(fc.jsonValue({ maxDepth: 4 }), poisoned, withProto, fc.array(fc.oneof(poisoned, withProto), { maxLength: 5 }));

it('reads 10,000 arbitrary values without throwing, and lets only good ones through', () => {
  fc.assert(fc.property(anything, (value) => {
    const read = decodeMail(value);
    if (read !== null) {
      expect(Object.keys(read)).toEqual(['state', 'sent', 'sentToday', 'bounce', 'maxPerDay', 'email']);
      for (const number of [read.sent, read.sentToday, read.bounce, read.maxPerDay ?? 1]) expect(Number.isSafeInteger(number) && number >= 0).toBe(true);
      expect(read.state).toMatch(/^[^\p{Cc}\p{Surrogate}]{1,64}$/u);
    }
    for (const volume of decodeVolumes(value) ?? []) expect(volume.day).toMatch(/^\d{4}-\d\d-\d\d$/);
    for (const bounce of decodeBounces(value) ?? []) expect(bounce.message === null || bounce.message.length <= 65_536).toBe(true);
    const listed = decodeListed(value);
    expect(listed === null || /^[^/\s]+$/.test(listed.serviceName)).toBe(true);
    decodeMe(value);
    entriesOfBatch(value)?.forEach((entry) => { expect(typeof resultOfEntry(entry).ok).toBe('boolean'); });
  }), { numRuns: 10_000 });
}, 60_000);
