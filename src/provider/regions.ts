// Where OVHcloud is: the hosts of each region's control panel, API and login.
import type { Region } from '../core/model.ts';

interface Places {
  /** The panel's own origins, today's first. Source: the region map of the panel's configuration module (ovh/manager). */
  readonly panels: readonly string[];
  /** Origins of the public API, the one that all official clients use first. */
  readonly apis: readonly string[];
  /** The login page's base, with a slash. Source: the panel's sso module (ovh/manager). */
  readonly login: string;
}

const places: Readonly<Record<Region, Places>> = {
  eu: {
    panels: ['https://manager.eu.ovhcloud.com', 'https://www.ovh.com'],
    apis: ['https://eu.api.ovh.com', 'https://api.eu.ovhcloud.com'],
    login: 'https://www.ovh.com/auth/',
  },
  ca: {
    panels: ['https://manager.ca.ovhcloud.com', 'https://ca.ovh.com'],
    apis: ['https://ca.api.ovh.com', 'https://api.ca.ovhcloud.com'],
    login: 'https://ca.ovh.com/auth/',
  },
};

/** Origin of today's control panel. */
export function panelOrigin(region: Region): string {
  return places[region].panels[0] as string;
}

/** Every origin that shows the control panel, today's first. The old ones show it below `/manager/`. */
export function panelOrigins(region: Region): readonly string[] {
  return places[region].panels;
}

/** Base of the API that the panel itself calls with the session's cookies; no slash at the end. */
export function sessionBase(region: Region): string {
  return `${panelOrigin(region)}/engine/apiv6`;
}

/** Base of the public API that takes keys and tokens; no slash at the end. */
export function apiBase(region: Region): string {
  return `${apiOrigin(region)}/1.0`;
}

/** Origin of the public API and its pages for keys, by the name that all official clients use. */
export function apiOrigin(region: Region): string {
  return places[region].apis[0] as string;
}

/** Origins of the public API, old and new names. */
export function apiOrigins(region: Region): readonly string[] {
  return places[region].apis;
}

/** Whether an address is a page of the provider's own, over HTTPS: the API names pages for the user to open. */
export function isProviderPage(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : null;
  return url?.protocol === 'https:' && url.port === '' && url.username === '' && /(^|\.)(ovh|ovhcloud)\.com$/.test(url.hostname);
}

/** Where a service account gets its tokens. Source: go-ovh, node-ovh and the provider's API documentation. */
export function oauth2TokenUrl(region: Region): string {
  return `${places[region].login}oauth2/token`;
}

/** The login page, which leads to `onsuccess` afterwards: the panel, unless another of its pages is named. */
export function loginUrl(region: Region, onsuccess: string = `${panelOrigin(region)}/`): string {
  return `${places[region].login}?onsuccess=${encodeURIComponent(onsuccess)}`;
}
