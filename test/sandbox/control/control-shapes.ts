// The shape of what each control call takes, for the calls that come over HTTP.
import { among, anything, type Check, count, flag, listOf, number, orNull, positive, shape, text, textsByName } from './check.ts';
import { type ControlName, storyNames } from './control-calls.ts';

const region = among('eu', 'ca');
const match = { method: text, path: text, host: text };
const rules = listOf(shape({ '!method': among('GET', 'POST', 'PUT', 'DELETE'), '!path': text }));

const change = {
  state: text, email: orNull(text), sent: count, sentToday: count, bounce: count, maxPerDay: number,
  bounces: listOf(shape({ '!date': text, '!to': orNull(text), '!message': orNull(text) })), volumes: listOf(shape({ '!date': text, '!volume': orNull(count) })),
  queued: count, mailsPerDay: count, displayName: orNull(text), offer: text, mailsoutState: text, outState: text, spoofing: listOf(text),
};

export const shapes: Readonly<Record<ControlName, Check>> = {
  hostings: shape({ nichandle: text }),
  hosting: shape({ '!serviceName': text }),
  setHosting: shape({ '!serviceName': text, ...change }),
  addHosting: shape({ '!serviceName': text, region, ...change }),
  story: shape({ '!serviceName': text, '!story': among(...storyNames) }),
  removeHosting: shape({ '!serviceName': text }),
  expireHosting: shape({ '!serviceName': text, expired: flag }),
  delays: shape({ blockMs: count, unblockMs: count, purgeMs: count, purgeHiddenMs: count }),
  options: shape({
    origin: among('any', 'panel'), batch: flag, batchMax: positive, batchErrors: among('body', 'text'), paging: flag, unblockInBounce: among('force', 400, 403),
    abuse: flag, metricsToken: flag, connectSrc: among('self', 'none'), sameSite: among('Lax', 'Strict', 'None'), oldPanel: among('serve', 'redirect'),
    limitPerMinute: orNull(count), retryAfter: orNull(text), traffic: flag,
  }),
  clock: shape({ advanceMs: number, setTo: number, speed: positive }),
  nextAnswer: shape({
    ...match, '!path': text, status: (value) => (Number.isInteger(value) && (value as number) >= 200 && (value as number) <= 599 ? null : 'a status from 200 to 599'),
    body: anything, text, headers: textsByName, times: positive, delayMs: count, cut: among('before', 'after'), silence: flag, execute: flag,
    drip: shape({ '!bytes': positive, '!everyMs': count }),
  }),
  clearAnswers: shape({}),
  pause: shape({ ...match, when: among('before', 'after') }),
  held: shape({}),
  release: shape({}),
  session: shape({ '!is': among('alive', 'expired', 'forbidden', 'invalid', 'weak', 'maintenance', 'restricted'), region }),
  login: shape({ region, nichandle: text }),
  switchUser: shape({ '!nichandle': text, region, hostings: count }),
  requests: shape({ ...match, sinceId: count }),
  clearRequests: shape({}),
  executed: shape({ serviceName: text }),
  refusedHosts: shape({}),
  makeKeys: shape({ region, rules, validForMs: orNull(count) }),
  credential: shape({ '!consumerKey': text, status: among('pendingValidation', 'validated', 'refused', 'expired'), rules }),
  makeToken: shape({ region, user: text, actions: listOf(text), validForMs: orNull(count) }),
  makeClient: shape({ region, actions: listOf(text) }),
  revoke: shape({ token: text, clientId: text }),
};
