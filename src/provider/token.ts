// Being a local user by a personal access token: one bearer header, nothing to sign.
import type { Region } from '../core/model.ts';
import { callApi, callerOfKeyed, type KeyedCaller, type Proven } from './api.ts';
import type { Wire } from './request.ts';
import type { Caller } from './session.ts';

export function tokenCaller(region: Region, token: string, wire: Wire): Caller {
  return callerOfKeyed(keyedTokenCaller(region, token, wire));
}

/** The same, telling a bad token apart. */
export function keyedTokenCaller(region: Region, token: string, wire: Wire): KeyedCaller {
  return (request, signal) => callApi(bearing(region, token), request, wire, signal);
}

export function bearing(region: Region, token: string): Proven {
  return { region, proof: 'token', headersFor: () => Promise.resolve({ Authorization: `Bearer ${token}` }) };
}
