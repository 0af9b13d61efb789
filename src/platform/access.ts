// Which of the provider's hosts the browser lets Sluice reach: users can withhold them at any time.
import type { Region } from '../core/model.ts';
import { browserApi } from './browser.ts';

const panelOrigins: Readonly<Record<Region, readonly string[]>> = {
  eu: ['https://manager.eu.ovhcloud.com/*'], ca: ['https://manager.ca.ovhcloud.com/*'],
};

/** Whether Sluice may reach a region's panel. */
export async function mayReach(region: Region): Promise<boolean> {
  return browserApi().permissions.contains({ origins: [...panelOrigins[region]] });
}
