// What is kept of figures and settings: packed and unpacked the same, thinned as promised, read from any file without harm.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeAction, decodeHosting, encodeHosting } from '../../src/core/stored/decode-stored.ts';
import type { AccountId, Mail, Sample } from '../../src/core/model.ts';
import { packVolumes, unpackSamples, unpackVolumes } from '../../src/core/stored/packed.ts';
import { providerDay } from '../../src/core/insight/provider-day.ts';
import { withInsight } from '../../src/core/insight/insight.ts';
import { withSample } from '../../src/core/insight/samples.ts';
import { readSettingsFile, settingsFile } from '../../src/core/stored/settings-file.ts';
import { decodeSettings, defaultSettings } from '../../src/core/settings.ts';
import { newHosting } from '../../src/core/sighting.ts';

const hosting = newHosting('eu', { serviceName: 'example.com', displayName: null, offer: null, clusterIp: null }, 'session:eu:x' as AccountId);
const minute = 60_000;
const mail = (sent: number): Mail => ({ state: 'ok', sent, sentToday: sent % 1000, bounce: 0, maxPerDay: null, email: null });

describe('a stored hosting', () => {
  it('is the same after it was packed', () => {
    const volumes = fc.uniqueArray(fc.integer({ min: 0, max: 59 }), { maxLength: 60 }).map((days) => days.sort((a, b) => a - b).map((day) => ({ day: new Date(Date.UTC(2026, 9, 1 + day)).toISOString().slice(0, 10), sent: day * 7 })));
    const samples = fc.array(fc.record({ at: fc.nat(), sentToday: fc.nat(), sent: fc.nat(), bounce: fc.nat() }), { maxLength: 20 });
    fc.assert(fc.property(volumes, samples, (days, kept) => {
      const one = { ...hosting, volumes: days, insight: { ...hosting.insight, samples: kept } };
      expect(decodeHosting(JSON.parse(JSON.stringify(encodeHosting(one))))).toEqual(one);
    }));
  });

  it('of an earlier version is read with what it lacks filled in', () => {
    const { clusterIp: _ip, insight: _insight, background: _background, guard: _guard, ...early } = hosting;
    expect(decodeHosting({ ...early, volumes: [{ day: '2026-11-01', sent: 4 }] })).toEqual({ ...hosting, volumes: [{ day: '2026-11-01', sent: 4 }] });
  });

  it('of a year of days takes little room', () => {
    const volumes = Array.from({ length: 60 }, (_, day) => ({ day: new Date(Date.UTC(2026, 9, 1 + day)).toISOString().slice(0, 10), sent: 1234 }));
    expect(JSON.stringify(packVolumes(volumes)).length).toBeLessThan(350);
  });

  it('may be anything, and nothing throws', () => {
    fc.assert(fc.property(fc.anything(), (anything) => {
      decodeHosting(anything);
      decodeAction(anything);
      unpackVolumes(anything);
      unpackSamples(anything);
      decodeSettings(anything);
    }), { numRuns: 3_000 });
  });
});

describe('samples', () => {
  it('are those of the last two hours, a quarter of an hour apart, and the last of each of seven days', () => {
    let kept: readonly Sample[] = [];
    const start = Date.UTC(2026, 9, 1);
    for (let n = 0; n < 12 * 24 * 10; n += 1) kept = withSample(kept, mail(n + 1), start + n * 5 * minute);
    const last = kept.at(-1)?.at ?? 0;
    const close = kept.filter((one) => last - one.at <= 120 * minute);
    expect(close.length).toBeLessThanOrEqual(9);
    expect(close.slice(1).every((one, at) => one.at - (close[at]?.at ?? 0) >= 15 * minute)).toBe(true);
    expect(kept.length).toBeLessThanOrEqual(18);
    expect(new Set(kept.map((one) => Math.floor(one.at / 86_400_000))).size).toBeGreaterThanOrEqual(7);
  });

  it('at a stop are kept, however soon after the last', () => {
    const day = providerDay('eu', minute);
    const before = { ...hosting, mail: mail(5), mailAt: 0, insight: { ...hosting.insight, samples: withSample([], mail(5), 0) } };
    const stop = { seenAt: minute, sendingAt: 0, own: false, state: 'spam', remindedMs: null };
    const sending = withInsight(before, { ...before, mail: mail(900), mailAt: minute }, day, minute, defaultSettings.thresholds);
    expect(sending.insight.samples.map(({ sent }) => sent)).toEqual([5]);
    const stopped = withInsight(before, { ...before, mail: { ...mail(900), state: 'spam' }, mailAt: minute, stop }, day, minute, defaultSettings.thresholds);
    expect(stopped.insight.samples.map(({ sent }) => sent)).toEqual([5, 900]);
    const later = withInsight(stopped, { ...stopped, mail: { ...mail(950), state: 'spam' }, mailAt: 2 * minute }, day, 2 * minute, defaultSettings.thresholds);
    expect(later.insight.samples.map(({ sent }) => sent)).toEqual([5, 900]);
  });

  it('of figures that did not change are none', () => {
    const once = withSample([], mail(5), 1_000);
    expect(withSample(once, mail(5), 90 * minute)).toBe(once);
  });
});

describe('the provider\'s day', () => {
  it('begins at midnight in Paris for Europe, in Toronto for Canada', () => {
    expect(providerDay('eu', Date.parse('2026-11-22T23:30:00Z'))).toMatchObject({ date: '2026-11-23', part: 0.5 / 24, endsAt: Date.parse('2026-11-23T23:00:00Z') });
    expect(providerDay('ca', Date.parse('2026-11-23T03:00:00Z'))).toMatchObject({ date: '2026-11-22', part: 22 / 24 });
  });
});

describe('a settings file', () => {
  it('is read back as it was written; a silence of the moment and the sync choice stay at home', () => {
    const mine = { ...defaultSettings, intervalMinutes: 15, thresholds: { quota: 0.7, errors: 0.05 }, snoozedUntil: 5, sync: true };
    expect(settingsFile(mine)).not.toContain('sync');
    expect(readSettingsFile(settingsFile(mine), defaultSettings)).toEqual({ ok: true, settings: { ...mine, snoozedUntil: null, sync: false } });
  });

  it('that is not one changes nothing and says why', () => {
    expect(readSettingsFile('{', defaultSettings)).toEqual({ ok: false, fault: 'notJson' });
    expect(readSettingsFile('[1]', defaultSettings)).toEqual({ ok: false, fault: 'notSettings' });
    expect(readSettingsFile('{"kind":"sluice-settings","version":9,"settings":{}}', defaultSettings)).toEqual({ ok: false, fault: 'newer' });
    expect(readSettingsFile(`{"kind":"sluice-settings","version":1,"settings":{"intervalMinutes":"often"}}`, defaultSettings)).toEqual({ ok: true, settings: defaultSettings });
  });

  it('may be any text at all', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json(), fc.json().map((json) => `{"kind":"sluice-settings","version":1,"settings":${json}}`)), (text) => {
      const read = readSettingsFile(text, defaultSettings);
      if (read.ok) expect(decodeSettings(read.settings)).toEqual(read.settings);
    }), { numRuns: 2_000 });
  });
});
