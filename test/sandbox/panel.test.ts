// Promise: login, logout and the panel's pages lead where the real ones lead, and say that they are a sandbox.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ask, type Got, loggedIn } from './web/ask.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';

let sandbox: Sandbox;
beforeAll(async () => { sandbox = await startSandbox({ ca: 2 }); });
afterAll(() => sandbox.close());
beforeEach(async () => { await sandbox.calls.options({ sameSite: 'Lax', oldPanel: 'serve', connectSrc: 'self' }); });

const cookiesOf = (got: Got): string[] => [got.headers['set-cookie'] ?? []].flat();
const cookieHeader = (got: Got): string => cookiesOf(got).map((cookie) => cookie.split(';')[0]).join('; ');
const location = (got: Got): string => String(got.headers['location']);

describe('login', () => {
  it('leads to the panel\'s host, which gets cookies of its own, and back to the page', async () => {
    await sandbox.calls.options({ sameSite: 'Strict' });
    const page = 'https://manager.eu.ovhcloud.com/#/web/hosting/studio-nord.pl/automated-emails';
    const login = `https://www.ovh.com/auth/?onsuccess=${encodeURIComponent(page)}`;
    expect((await ask(sandbox, login)).text).toContain('This is not OVHcloud');
    const first = await ask(sandbox, login, { method: 'POST', body: 'nichandle=ab12345-ovh' });
    expect(location(first)).toMatch(/^https:\/\/manager\.eu\.ovhcloud\.com\/auth\/\?ticket=/);
    const second = await ask(sandbox, location(first));
    expect(location(second)).toBe(page);
    const [session, user] = cookiesOf(second);
    expect(session).toMatch(/^SESSION=[\da-f]{32}; Path=\/; Secure; SameSite=Strict; HttpOnly$/);
    expect(user).toBe('USERID=ab12345-ovh; Path=/; Secure; SameSite=Strict');
    const me = await ask(sandbox, 'https://manager.eu.ovhcloud.com/engine/apiv6/me', { headers: { cookie: cookieHeader(second) } });
    expect(me.value).toMatchObject({ nichandle: 'ab12345-ovh' });
    expect((await ask(sandbox, location(first))).headers['location']).toBeUndefined();
  });

  it('is not asked for again, unless the session has ended', async () => {
    const { cookie } = await loggedIn(sandbox, 'ca');
    const login = 'https://ca.ovh.com/auth/?onsuccess=https%3A%2F%2Fca.ovh.com%2Fmanager%2F';
    expect(location(await ask(sandbox, login, { headers: { cookie } }))).toBe('https://ca.ovh.com/manager/');
    await sandbox.calls.session({ is: 'expired', region: 'ca' });
    expect((await ask(sandbox, login, { headers: { cookie } })).text).toContain('id="login"');
    await ask(sandbox, login, { method: 'POST', body: 'nichandle=cd67890-ovh' });
    expect((await ask(sandbox, login, { headers: { cookie } })).status).toBe(302);
  });

  it.each(['https://evil.example/', 'http://manager.eu.ovhcloud.com/', 'https://manager.ca.ovhcloud.com/', 'javascript:alert(1)', 'https://www.ovh.com/auth/?onsuccess=x'])('leads to the panel, not to %s', async (onsuccess) => {
    const got = await ask(sandbox, `https://manager.eu.ovhcloud.com/auth/?onsuccess=${encodeURIComponent(onsuccess)}`, { method: 'POST', body: 'nichandle=ab12345-ovh' });
    expect(location(got)).toBe('https://manager.eu.ovhcloud.com/');
  });

  it('wants a customer', async () => {
    expect((await ask(sandbox, 'https://auth.eu.ovhcloud.com/signin/', { method: 'POST', body: 'nichandle=%3Cb%3E' })).status).toBe(400);
  });

  it('is undone by disconnect', async () => {
    const { cookie, get } = await loggedIn(sandbox);
    const got = await ask(sandbox, 'https://www.ovh.com/auth/?action=disconnect', { headers: { cookie } });
    expect(cookiesOf(got).every((one) => one.includes('Max-Age=0'))).toBe(true);
    expect((await get('/me')).status).toBe(401);
  });
});

describe('the panel\'s pages', () => {
  it.each(['https://manager.eu.ovhcloud.com/', 'https://ca.ovh.com/manager/'])('%s is a shell with one empty iframe', async (url) => {
    const { text } = await ask(sandbox, url);
    expect(text.match(/<iframe/g)).toHaveLength(1);
    expect(text).toContain('<iframe title="app" role="document" src="about:blank">');
    expect(text).toContain('This is not OVHcloud');
  });

  it('the old address can lead to today\'s', async () => {
    await sandbox.calls.options({ oldPanel: 'redirect' });
    const got = await ask(sandbox, 'https://www.ovh.com/manager/web/');
    expect([got.status, location(got)]).toEqual([301, 'https://manager.eu.ovhcloud.com/web/']);
  });

  it('say what they may connect to', async () => {
    for (const connectSrc of ['self', 'none'] as const) {
      await sandbox.calls.options({ connectSrc });
      const { headers } = await ask(sandbox, 'https://manager.eu.ovhcloud.com/web/');
      expect(headers['content-security-policy']).toContain(`connect-src '${connectSrc}'`);
    }
  });

  it('are on the panel\'s hosts only, and the API on its own', async () => {
    expect((await ask(sandbox, 'https://eu.api.ovh.com/web/')).status).toBe(404);
    expect((await ask(sandbox, 'https://eu.api.ovh.com/engine/apiv6/me')).status).toBe(404);
    expect((await ask(sandbox, 'https://manager.eu.ovhcloud.com/1.0/auth/time')).status).toBe(404);
  });
});
