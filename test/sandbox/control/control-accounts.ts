// Control calls about sessions, keys and tokens.
import type { AccessRule, Control } from './control-calls.ts';
import { ControlError } from './control-error.ts';
import { places } from '../web/places.ts';
import { cookiesOf } from '../world/sessions.ts';
import type { World } from '../world/world.ts';

type AccountCalls = Pick<Control, 'session' | 'login' | 'switchUser' | 'makeKeys' | 'credential' | 'makeToken' | 'makeClient' | 'revoke'>;

const everything: readonly AccessRule[] = ['GET', 'POST', 'PUT', 'DELETE'].map((method) => ({ method, path: '/*' }));

export function accountCalls(world: World): AccountCalls {
  const { sessions, keys, tokens } = world;
  return {
    session: async ({ is, region = 'eu' }) => { sessions.set(region, is); return null; },
    login: async ({ region = 'eu', nichandle = places[region].nichandle } = {}) => {
      const token = sessions.start(region, nichandle);
      return { cookies: cookiesOf(token, nichandle, region, world.options.sameSite) };
    },
    switchUser: async ({ nichandle, region = 'eu', hostings = 3 }) => {
      world.addCustomer(region, nichandle, hostings);
      sessions.switchUser(region, nichandle);
      return null;
    },
    makeKeys: async ({ region = 'eu', rules = everything, validForMs = null } = {}) => {
      const application = keys.addApplication(region, 'Sluice');
      const credential = keys.addCredential(application, rules, null);
      keys.validate(credential, validForMs);
      return { applicationKey: application.key, applicationSecret: application.secret, consumerKey: credential.consumerKey };
    },
    credential: async ({ consumerKey, status, rules }) => {
      const credential = keys.credential(consumerKey);
      if (credential === undefined) throw new ControlError('There is no such consumer key.');
      if (rules !== undefined) credential.rules = rules;
      if (status !== undefined) credential.status = status;
      return { status: credential.status };
    },
    makeToken: async ({ region = 'eu', user = 'sluice', actions = ['*'], validForMs = null } = {}) => ({ token: tokens.addPersonal(region, user, actions, validForMs) }),
    makeClient: async ({ region = 'eu', actions = ['*'] } = {}) => tokens.addClient(region, actions),
    revoke: async (which) => ({ revoked: tokens.revoke(which) }),
  };
}
