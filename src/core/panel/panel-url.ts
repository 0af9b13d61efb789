// The control panel's URLs and the hosting that each shows, both ways. Nothing else of the page is needed.
import type { Region } from '../model.ts';

export interface HostingAt {
  readonly region: Region;
  readonly serviceName: string;
}

/** Source: the region map of the panel's configuration module (ovh/manager), today's name first. */
const hosts: Readonly<Record<string, Region>> = {
  'manager.eu.ovhcloud.com': 'eu', 'manager.ca.ovhcloud.com': 'ca', 'www.ovh.com': 'eu', 'ca.ovh.com': 'ca',
};
/** Match patterns of the panel's tabs: those of the content script in the manifest. */
export const panelMatches: readonly string[] = [
  'https://manager.eu.ovhcloud.com/*', 'https://manager.ca.ovhcloud.com/*', 'https://www.ovh.com/manager/*', 'https://ca.ovh.com/manager/*',
];
/** Pages of the panel that stand where a service name would. */
const reserved: ReadonlySet<string> = new Set(['onboarding', 'database-selector', 'order', 'configuration']);
const hostName = /^(?=.{1,253}$)[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{N}])?)+$/u;
/** `hosting/<name>` or `web-hosting/<name>` after any of the panel's prefixes. */
const route = /^#?\/(?:web\/)?(?:configuration\/)?(?:hosting|web-hosting(?:\/hosting)?)\/([^/?#]+)/;

function parsed(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null;
}

/** The region of a panel page, or null for any other page. The old hosts show the panel below `/manager/`. */
export function regionOfPanel(url: string): Region | null {
  const at = parsed(url);
  if (at?.protocol !== 'https:') return null;
  const region = hosts[at.host];
  if (region === undefined) return null;
  return at.host.startsWith('manager.') || at.pathname.startsWith('/manager/') ? region : null;
}

export function isPanel(url: string): boolean {
  return regionOfPanel(url) !== null;
}

function decoded(segment: string): string | null {
  try {
    return decodeURIComponent(segment).toLowerCase();
  } catch {
    // Not an encoding that the panel would make: no name.
    return null;
  }
}

/** The hosting that a panel URL shows: today's shell routes, the old ones, un-shelled ones and those of the React app. */
export function hostingAt(url: string): HostingAt | null {
  const region = regionOfPanel(url);
  const found = region === null ? null : route.exec(parsed(url)?.hash ?? '');
  const serviceName = found?.[1] === undefined ? null : decoded(found[1]);
  if (region === null || serviceName === null || reserved.has(serviceName) || !hostName.test(serviceName)) return null;
  return { region, serviceName };
}

/** The hosting's "Email scripts" page. */
export function panelUrl(region: Region, serviceName: string): string {
  return `${panelHome(region)}#/web/hosting/${encodeURIComponent(serviceName)}/automated-emails`;
}

export function panelHome(region: Region): string {
  return `https://manager.${region}.ovhcloud.com/`;
}
