// The control panel in a tab: its addresses, and the chip and panel that Sluice puts into it.
import type { Page } from 'puppeteer-core';
import type { TestBrowser } from './kinds.ts';
import type { Screen } from './screen.ts';
import { waitFor } from './wait.ts';

const host = { eu: 'https://manager.eu.ovhcloud.com', ca: 'https://manager.ca.ovhcloud.com' } as const;

/** Today's page of a hosting, or the list of hostings without a name. */
export function panelRoute(serviceName?: string, region: 'eu' | 'ca' = 'eu'): string {
  return `${host[region]}/#/web/hosting${serviceName === undefined ? '' : `/${serviceName}/automated-emails`}`;
}

/** Every address under which a hosting's pages are, or were, to be found (source: the panel's routing files and the guides). */
export function routesOf(serviceName: string): readonly string[] {
  return [
    panelRoute(serviceName), `${host.eu}/#/web/hosting/${serviceName}`, `${host.eu}/#/web/hosting/${serviceName}/general-informations`,
    `${host.eu}/#/web/hosting/${serviceName}?tab=AUTOMATED_EMAILS`, `${host.eu}/#/web/hosting/${serviceName}/abuse-unblock`,
    `${host.eu}/#/web/configuration/hosting/${serviceName}`, `${host.eu}/web/#/hosting/${serviceName}/automated-emails`,
    `${host.eu}/web/#/configuration/hosting/${serviceName}?tab=AUTOMATED_EMAILS`, `${host.eu}/#/web-hosting/${serviceName}/ssl`,
    `https://www.ovh.com/manager/#/web/hosting/${serviceName}`, `https://www.ovh.com/manager/web/#/configuration/hosting/${serviceName}?tab=AUTOMATED_EMAILS`,
  ];
}

/** The one chip of the page, once it is there with a name that matches. Rejects when there is a second one, or one in a frame. */
export async function chip(browser: TestBrowser, page: Page, name: RegExp = /\S/, timeoutMs = 15_000): Promise<Screen> {
  return waitFor(async () => {
    const chips = await browser.chips(page);
    const [first] = chips;
    if (first === undefined) throw new Error('no chip');
    if (chips.length > 1 || first.frame !== 'top') throw new Error(`chips in ${chips.map((one) => one.frame).join(', ')}`);
    const said = (await first.screen.controls()).map((one) => one.name).join(' | ');
    if (!name.test(said)) throw new Error(`the chip says ${said} at ${page.url()}`);
    return first.screen;
  }, { what: `the chip saying ${String(name)}`, timeoutMs });
}
