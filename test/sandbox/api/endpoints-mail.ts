// `/hosting/web/{serviceName}/email` and what is below it (schema of July 2024).
import { isAddress } from '../../../src/core/address.ts';
import { type Answer, badRequest, done, notFound, ok, refused } from './answer.ts';
import { type Call, type Endpoint, fieldsOf, ofHosting } from './call.ts';
import type { Action, Executed } from '../control/control-calls.ts';
import { abuseBody, type Hosting, mailBody } from '../world/hosting.ts';

const base = '/hosting/web/:serviceName';
const actionNames: readonly unknown[] = ['BLOCK', 'UNBLOCK', 'PURGE'];
const taskOf: Readonly<Record<Action, string>> = {
  BLOCK: 'mailsout/updateUserInRedis', UNBLOCK: 'mailsout/updateUserInRedis', PURGE: 'mailsout/flushMailsoutQueue',
};

export const mailEndpoints: readonly Endpoint[] = [
  { method: 'GET', path: `${base}/email`, action: 'webHosting:apiovh:email/get', answer: ofHosting((hosting) => ok(mailBody(hosting))) },
  { method: 'PUT', path: `${base}/email`, action: 'webHosting:apiovh:email/edit', answer: ofHosting(changeRecipient) },
  { method: 'POST', path: `${base}/email/request`, action: 'webHosting:apiovh:email/request/create', answer: ofHosting(request) },
  { method: 'GET', path: `${base}/email/bounces`, action: 'webHosting:apiovh:email/bounces/get', answer: ofHosting(bounces) },
  { method: 'GET', path: `${base}/email/volumes`, action: 'webHosting:apiovh:email/volumes/get', answer: ofHosting(volumes) },
  { method: 'GET', path: `${base}/abuseState`, action: 'webHosting:apiovh:abuseState/get', answer: ofHosting(abuseState) },
  { method: 'POST', path: `${base}/unblockTCPOut`, action: 'webHosting:apiovh:unblockTCPOut', answer: ofHosting(liftMeasures) },
  { method: 'GET', path: '/webhosting/resource/:serviceName/spoofing', action: null, v2: true, answer: ofHosting(spoofing) },
  { method: 'DELETE', path: '/webhosting/resource/:serviceName/spoofing/:domain', action: null, v2: true, answer: ofHosting(forgiveSpoofing) },
];

/** Only `email` can be written; the other fields of the object are taken and ignored, as they are read-only. */
function changeRecipient(hosting: Hosting, call: Call): Answer {
  const fields = fieldsOf(call.body);
  if (fields === null) return badRequest('The body is not a JSON object');
  const email = fields['email'];
  if (email === undefined) return badRequest('Missing parameter: email');
  if (email !== null && !(typeof email === 'string' && isAddress(email))) return badRequest('[email] Given data is not a valid email address');
  hosting.mail.email = email === null ? null : (email as string);
  note(hosting, call, 'email');
  return done();
}

/** The text that is answered is not specified; the panel ignores it. */
function request(hosting: Hosting, call: Call): Answer {
  const fields = fieldsOf(call.body);
  if (fields === null) return badRequest('The body is not a JSON object');
  const action = fields['action'] as Action;
  if (!actionNames.includes(action)) return badRequest('[action] Given data does not belong to the enumeration hosting.web.mail.ActionEnum');
  const { world } = call;
  const refusal = hosting.mail.request(action, world.clock, world.delays, world.options);
  if (refusal !== null) return refused(refusal.status, refusal.status === 400 ? 'Client::BadRequest' : 'Client::Forbidden', refusal.message);
  const doneAt = hosting.mail.coming.at(-1)?.at ?? world.clock.now();
  hosting.tasks.unshift({ id: world.nextTaskId(), function: taskOf[action], startDate: world.clock.now(), doneAt });
  note(hosting, call, action);
  return done('Your request has been taken into account');
}

function bounces({ mail }: Hosting, { query }: Call): Answer {
  const limit = query.get('limit');
  if (limit === null) return badRequest('Missing parameter: limit');
  if (!/^\d+$/.test(limit) || Number(limit) > 100) return badRequest('[limit] Given data is not valid: it is from 0 to 100');
  return mail.bounces.length === 0 ? notFound('No bounce found') : ok(mail.bounces.slice(0, Number(limit)));
}

function volumes({ mail }: Hosting): Answer {
  return mail.volumes.length === 0 ? notFound('No volume found') : ok(mail.volumes);
}

function abuseState(hosting: Hosting, { world }: Call): Answer {
  return world.options.abuse ? ok(abuseBody(hosting)) : notFound('Got an invalid (or empty) URL');
}

function liftMeasures(hosting: Hosting, call: Call): Answer {
  const { world } = call;
  if (!world.options.abuse) return notFound('Got an invalid (or empty) URL');
  const seen = abuseBody(hosting);
  if (seen['mailsoutState'] === 'ok' && seen['outState'] === 'active') return badRequest('This hosting is not blocked');
  hosting.mailsoutState = 'ok';
  hosting.outState = 'active';
  hosting.tasks.unshift({ id: world.nextTaskId(), function: 'web/changeOutState', startDate: world.clock.now(), doneAt: world.clock.after(300_000) });
  note(hosting, call, 'unblockTCPOut');
  return done();
}

function spoofing(hosting: Hosting): Answer {
  return ok(hosting.spoofing.map((senderDomain) => ({ senderDomain })));
}

function forgiveSpoofing(hosting: Hosting, call: Call): Answer {
  const domain = call.params['domain'] ?? '';
  if (!hosting.spoofing.includes(domain)) return notFound('No such sender domain');
  hosting.spoofing = hosting.spoofing.filter((one) => one !== domain);
  note(hosting, call, 'spoofing');
  return done();
}

function note({ serviceName }: Hosting, { world, request: id }: Call, action: Executed['action']): void {
  world.executed.push({ serviceName, action, at: world.clock.now(), request: id });
}
