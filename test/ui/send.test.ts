// A command to the background is answered, refused, or given up: never waited for without end.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { send } from '../../src/ui/joined.ts';

const lost = { ok: false, refusal: { kind: 'noAnswer' } };

function answering(sendMessage: () => Promise<unknown>): void {
  vi.stubGlobal('browser', { runtime: { sendMessage } });
}

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); vi.unstubAllGlobals(); vi.restoreAllMocks(); });

describe('a command', () => {
  it('is answered with what the background says', async () => {
    answering(async () => ({ ok: true, value: null }));
    expect(await send('checkNow', {})).toEqual({ ok: true, value: null });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('to a worker that is never heard of again ends after a minute, an account\'s after three', async () => {
    answering(() => new Promise(() => undefined));
    const ends: string[] = [];
    void send('checkNow', {}).then((reply) => { expect(reply).toEqual(lost); ends.push('check'); });
    void send('addAccount', { region: 'eu', name: '', secret: { kind: 'token', token: '' } }).then((reply) => { expect(reply).toEqual(lost); ends.push('account'); });
    await vi.advanceTimersByTimeAsync(59_000);
    expect(ends).toEqual([]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(ends).toEqual(['check']);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(ends).toEqual(['check', 'account']);
  });

  it('that the browser cannot deliver is not answered', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    answering(() => Promise.reject(new Error('Could not establish connection.')));
    expect(await send('checkNow', {})).toEqual(lost);
  });
});
