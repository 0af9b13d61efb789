// Who an account by key or token is, what it may do and until when: from what the provider says of the credential, as far as it says.
import { bad, good, type Result } from '../core/failure.ts';
import type { Time } from '../core/model.ts';
import { me } from './calls.ts';
import { credential, identity } from './credential.ts';
import { allows, type Rule } from './rights.ts';
import type { Caller } from './session.ts';

export interface Who {
  readonly nichandle: string;
  readonly rights: 'write' | 'read';
  readonly endsAt: Time | null;
}

/** Any hosting stands for all: rules are given for `*`. */
const sampleWrite = '/hosting/web/example.com/email/request';

function rightsOf(rules: readonly (readonly Rule[] | null)[]): Who['rights'] {
  return rules.every((list) => allows(list, 'POST', sampleWrite)) ? 'write' : 'read';
}

/**
 * `/auth/details` and `/auth/currentCredential`; where a token may ask neither, `/me`. Rights that only a policy (IAM) knows
 * show when an action is refused.
 */
export async function credentialOf(caller: Caller): Promise<Result<Who>> {
  const [details, current] = await Promise.all([identity(caller), credential(caller)]);
  const name = details.ok ? details.value.account : null;
  if (!details.ok && !current.ok && details.failure.kind !== 'noRights') return bad(details.failure);
  const nichandle = name ?? (await nameByMe(caller));
  const rules = [details.ok ? details.value.allowedRoutes : null, current.ok ? current.value.rules : null];
  return good({ nichandle: nichandle ?? '', rights: rightsOf(rules), endsAt: current.ok ? current.value.endsAt : null });
}

async function nameByMe(caller: Caller): Promise<string | null> {
  const who = await me(caller);
  return who.ok ? who.value.nichandle : null;
}
