// An alarm is made when it is missing or of another period, and never again: making it anew at each start would starve it.
import { afterEach, expect, it, vi } from 'vitest';
import { setAlarm } from '../../src/platform/alarms.ts';

afterEach(() => vi.unstubAllGlobals());

it('is made once, changed with its period, made again when it vanished, cleared with null', async () => {
  const there = new Map<string, number>();
  const made: [string, number][] = [];
  vi.stubGlobal('browser', { alarms: {
    get: async (name: string) => (there.has(name) ? { periodInMinutes: there.get(name) } : undefined),
    create: (name: string, { periodInMinutes }: { periodInMinutes: number }) => { there.set(name, periodInMinutes); made.push([name, periodInMinutes]); },
    clear: async (name: string) => there.delete(name),
  } });
  for (let start = 0; start < 5; start += 1) await setAlarm('sweep', 5);
  expect(made).toEqual([['sweep', 5]]);
  await setAlarm('sweep', 15);
  there.clear();
  await setAlarm('sweep', 15);
  expect(made).toEqual([['sweep', 5], ['sweep', 15], ['sweep', 15]]);
  await setAlarm('sweep', null);
  expect(there.size).toBe(0);
});
