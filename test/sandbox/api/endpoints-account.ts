// `/me` and `/auth`: who asks, and with what.
import { type Answer, badRequest, denied, done, notFound, ok } from './answer.ts';
import { type Call, type Endpoint, fieldsOf } from './call.ts';
import type { AccessRule } from '../control/control-calls.ts';

export const accountEndpoints: readonly Endpoint[] = [
  { method: 'GET', path: '/me', action: 'account:apiovh:me/get', answer: me },
  { method: 'GET', path: '/auth/time', action: null, open: true, answer: ({ world }) => ok(Math.floor(world.clock.now() / 1000)) },
  { method: 'GET', path: '/auth/details', action: null, answer: details },
  { method: 'GET', path: '/auth/currentCredential', action: null, answer: currentCredential },
  { method: 'POST', path: '/auth/credential', action: null, open: true, answer: askForCredential },
  { method: 'POST', path: '/auth/logout', action: null, answer: logout },
];

/** `nichandle.Nichandle`. The people are invented. */
function me({ caller: { nichandle, region } }: Call): Answer {
  const eu = region === 'eu';
  return ok({
    nichandle, customerCode: '0000-0000-00', firstname: eu ? 'Camille' : 'Robin', name: 'Exemple', organisation: eu ? 'Agence Exemple' : 'Example Web',
    email: eu ? 'camille@example.fr' : 'robin@example.ca', spareEmail: null, language: eu ? 'fr_FR' : 'en_CA', legalform: 'corporation',
    corporationType: null, state: 'complete', ovhCompany: 'ovh', ovhSubsidiary: eu ? 'FR' : 'EU', country: eu ? 'FR' : 'CA',
    currency: eu ? { code: 'EUR', symbol: '€' } : { code: 'CAD', symbol: '$' }, address: '1 rue de l\'Exemple', city: eu ? 'Roubaix' : 'Montréal',
    zip: null, area: null, phone: null, phoneCountry: null, phoneType: null, fax: null, sex: null, vat: null, birthCity: null, birthDay: null,
    companyNationalIdentificationNumber: null, nationalIdentificationNumber: null, complementaryAddress: null, italianSDI: null,
    kycValidated: false, purposeOfPurchase: null,
  });
}

/** `auth.Details`. */
function details({ caller }: Call): Answer {
  const { nichandle, method, user, rules, region } = caller;
  const identity = user === null ? `urn:v1:${region}:identity:account:${nichandle}` : `urn:v1:${region}:identity:user:${nichandle}/${user}`;
  return ok({ account: nichandle, method, user, description: null, identities: [identity], roles: null, allowedRoutes: rules });
}

function currentCredential({ caller }: Call): Answer {
  return caller.credential === null ? notFound('The requested object (credential) does not exist') : ok(caller.credential);
}

/** Needs an application, and no signature. */
function askForCredential({ world, header, body, region, host }: Call): Answer {
  const application = world.keys.application(header('x-ovh-application'));
  if (application === undefined || application.region !== region) return denied(403, 'INVALID_KEY', 'This application key is invalid');
  const fields = fieldsOf(body);
  const rules = rulesOf(fields?.['accessRules']);
  if (fields === null || rules === null) return badRequest('[accessRules] Given data is not valid');
  const redirection = typeof fields['redirection'] === 'string' ? fields['redirection'] : null;
  const made = world.keys.addCredential(application, rules, redirection);
  return ok({ consumerKey: made.consumerKey, state: made.status, validationUrl: `https://${host}/auth/?credentialToken=${made.token}` });
}

function rulesOf(value: unknown): readonly AccessRule[] | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  const rules = value as readonly Partial<AccessRule>[];
  const good = rules.every(({ method, path }) => ['GET', 'POST', 'PUT', 'DELETE'].includes(method ?? '') && typeof path === 'string' && path.startsWith('/'));
  return good ? (rules as readonly AccessRule[]) : null;
}

function logout({ caller }: Call): Answer {
  caller.end();
  return done();
}
