// Every shape of the panel's addresses leads to its hosting, nothing else does, and Sluice's own links lead back.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostingAt, isPanel, panelHome, panelMatches, panelUrl, regionOfPanel } from '../../src/core/panel/panel-url.ts';
import manifest from '../../manifest.json';

const eu = 'https://manager.eu.ovhcloud.com';

describe('an address of the panel', () => {
  it.each([
    ['today\'s shell', `${eu}/#/web/hosting/example.com/automated-emails`],
    ['with a tab below', `${eu}/#/web/hosting/example.com/general-informations`],
    ['bare', `${eu}/#/web/hosting/example.com`],
    ['with ?tab=', `${eu}/#/web/hosting/example.com?tab=AUTOMATED_EMAILS`],
    ['through a path', `${eu}/manager/#/web/hosting/example.com/automated-emails`],
    ['un-shelled', `${eu}/web/#/hosting/example.com/automated-emails`],
    ['of the React app', `${eu}/#/web-hosting/example.com/ssl`],
    ['of the React app inside web', `${eu}/#/web/web-hosting/example.com/multisite`],
    ['old', 'https://www.ovh.com/manager/#/web/hosting/example.com/automated-emails'],
    ['old, configuration', 'https://www.ovh.com/manager/web/#/configuration/hosting/example.com?tab=GENERAL_INFORMATIONS'],
    ['old, configuration in the shell', 'https://www.ovh.com/manager/#/web/configuration/hosting/example.com'],
    ['percent-encoded', `${eu}/#/web/hosting/ex%61mple.com/task`],
    ['in capitals', `${eu}/#/web/hosting/Example.COM/abuse-unblock`],
  ])('%s', (_, url) => {
    expect(hostingAt(url)).toEqual({ region: 'eu', serviceName: 'example.com' });
  });

  it('of Canada, of a cluster name, of an international name', () => {
    expect(hostingAt('https://manager.ca.ovhcloud.com/#/web/hosting/abcd.cluster012.hosting.ovh.net/ssl')).toEqual({ region: 'ca', serviceName: 'abcd.cluster012.hosting.ovh.net' });
    expect(hostingAt('https://ca.ovh.com/manager/#/web/hosting/xn--caf-dma.example')).toEqual({ region: 'ca', serviceName: 'xn--caf-dma.example' });
    expect(hostingAt(`${eu}/#/web/hosting/caf%C3%A9.example`)).toEqual({ region: 'eu', serviceName: 'café.example' });
  });

  it.each([
    `${eu}/#/web/hosting`, `${eu}/#/web/hosting/onboarding`, `${eu}/#/web/hosting/database-selector/x.y`, `${eu}/#/web/domain/example.com`, `${eu}/`,
    `${eu}/#/web/hosting/%E0%A4%A`, `${eu}/#/web/hosting/<img src=x>.com`, `${eu}/#/web/hosting/..%2f..`, `${eu}/#/web/hosting/a%20b.com`, `${eu}/#/web/hosting/${'a.'.repeat(200)}com`,
    'https://example.com/#/web/hosting/example.com', 'http://manager.eu.ovhcloud.com/#/web/hosting/example.com', 'https://manager.eu.ovhcloud.com.evil.example/#/web/hosting/example.com',
    'https://www.ovh.com/fr/#/web/hosting/example.com', 'https://manager.us.ovhcloud.com/#/web/hosting/example.com', 'about:blank', '', 'not a url',
  ])('%s shows no hosting', (url) => {
    expect(hostingAt(url)).toBeNull();
  });

  it('never throws, whatever it is', () => {
    fc.assert(fc.property(fc.string(), (text) => {
      hostingAt(text);
      hostingAt(`${eu}/#/web/hosting/${text}`);
      return typeof isPanel(text) === 'boolean';
    }), { numRuns: 2_000 });
  });
});

describe('Sluice\'s own links', () => {
  it('lead to the hosting that they name', () => {
    for (const region of ['eu', 'ca'] as const) {
      for (const serviceName of ['example.com', 'café.example', 'abcd.cluster012.hosting.ovh.net']) expect(hostingAt(panelUrl(region, serviceName))).toEqual({ region, serviceName });
      expect(regionOfPanel(panelHome(region))).toBe(region);
    }
  });

  it('find the tabs in which the panel\'s script runs', () => {
    expect(manifest.content_scripts[0]?.matches).toEqual([...panelMatches]);
  });
});
