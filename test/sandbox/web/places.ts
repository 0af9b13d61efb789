// The real host names the sandbox stands in for, and what each of them is.
import type { Region } from '../../../src/core/model.ts';

export type { Region };
/** `panel`: today's control panel. `old`: login, and the panel below `/manager/`. `signin`: today's sign-in and token pages. `api`: the public API. */
export type Role = 'panel' | 'old' | 'signin' | 'api';

interface Place {
  readonly panel: string;
  readonly old: string;
  readonly signin: string;
  readonly apis: readonly string[];
  /** The customer who is logged in unless told otherwise. */
  readonly nichandle: string;
}

export const places: Readonly<Record<Region, Place>> = {
  eu: {
    panel: 'manager.eu.ovhcloud.com', old: 'www.ovh.com', signin: 'auth.eu.ovhcloud.com',
    apis: ['eu.api.ovh.com', 'api.eu.ovhcloud.com'], nichandle: 'ab12345-ovh',
  },
  ca: {
    panel: 'manager.ca.ovhcloud.com', old: 'ca.ovh.com', signin: 'auth.ca.ovhcloud.com',
    apis: ['ca.api.ovh.com', 'api.ca.ovhcloud.com'], nichandle: 'cd67890-ovh',
  },
};

export const regions: readonly Region[] = ['eu', 'ca'];

const known = new Map<string, { readonly region: Region; readonly role: Role }>(regions.flatMap((region) => {
  const { panel, old, signin, apis } = places[region];
  const named: [string, Role][] = [[panel, 'panel'], [old, 'old'], [signin, 'signin'], ...apis.map((api): [string, Role] => [api, 'api'])];
  return named.map(([host, role]): [string, { region: Region; role: Role }] => [host, { region, role }]);
}));

export const hosts: readonly string[] = [...known.keys()];

/** What a host is; null for one the sandbox does not answer for. A port is no part of it. */
export function placeOf(host: string): { readonly region: Region; readonly role: Role } | null {
  return known.get(hostName(host)) ?? null;
}

export function hostName(host: string): string {
  return host.replace(/:\d+$/, '').toLowerCase();
}
