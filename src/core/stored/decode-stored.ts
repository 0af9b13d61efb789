// A stored hosting and action back into the nouns. A value that is not whole is null: its reader starts from the empty one.
import type { Action, Step } from '../actions.ts';
import { isActionKind, isAlerts, isBoolean, isFailure, isOutcome, isRegion, isStop, isTime } from './decode-head.ts';
import { isHush } from '../hush.ts';
import { packSamples, packVolumes, unpackSamples, unpackVolumes } from './packed.ts';
import { type Background, type Guard, type Hosting, type Insight, type Mail, noBackground, noInsight } from '../model.ts';
import { fields, isCount, isListOf, isText, oneOf, orNull, shaped } from '../shape.ts';


const isFields = (value: unknown): boolean => fields(value) !== null;
const isShare = (value: unknown): value is number => typeof value === 'number' && value >= 0;

const isMail = shaped<Mail>({
  state: isText, sent: isCount, sentToday: isCount, bounce: isCount, maxPerDay: orNull(isCount), email: orNull(isText),
});

const isHosting = shaped<Hosting>({
  id: isText, region: isRegion, serviceName: isText, displayName: orNull(isText), offer: orNull(isText), accounts: isListOf(isText),
  mail: orNull(isMail), mailAt: orNull(isTime), failure: orNull(isFailure), stop: orNull(isStop),
  volumes: Array.isArray, volumesAt: orNull(isTime), bouncesAt: orNull(isTime),
  hush: orNull(isHush), clusterIp: orNull(isText), insight: shaped<Insight>({
    samples: Array.isArray, usual: orNull(shaped<NonNullable<Insight['usual']>>({ watch: isCount, warn: isCount })),
    stoppedShare: orNull(isShare), alerts: isAlerts, told: isFields,
  }),
  background: shaped<Background>({
    reasons: isListOf(shaped<Background['reasons'][number]>({ reason: isText, count: isCount })), attached: orNull(isListOf(isText)),
    abuse: orNull(shaped<NonNullable<Background['abuse']>>({ mailsout: orNull(isText), out: orNull(isText) })), sharedFault: isCount,
  }),
  guard: orNull(shaped<Guard>({ per: oneOf('day', 'hour'), limit: isCount, firedOn: orNull(isText) })),
});

const isStep = shaped<Step>({
  request: oneOf('BLOCK', 'UNBLOCK', 'PURGE', 'RECIPIENT', 'LIFT'), life: oneOf('waiting', 'sending', 'sent', 'lost', 'done'),
  sentAt: orNull(isTime), doneAt: orNull(isTime),
});

const isAction = shaped<Action>({
  id: isText, hosting: isText, account: isText, kind: isActionKind, stayBlocked: isBoolean, recipient: orNull(isText), seen: isText,
  confirmedAt: isTime, steps: isListOf(isStep), via: oneOf('background', 'panel'), outcome: isOutcome, failure: orNull(isFailure), endedAt: orNull(isTime), dismissed: isBoolean, by: oneOf('user', 'guard'),
});

/** Each of these answers the value itself, or null. None throws. */
export function decodeHosting(stored: unknown): Hosting | null {
  const given = fields(stored);
  if (given === null) return null;
  const insight = { ...noInsight, ...fields(given['insight']) };
  const hosting = {
    clusterIp: null, background: noBackground, guard: null, ...given,
    volumes: unpackVolumes(given['volumes']), insight: { ...insight, samples: unpackSamples(insight.samples) },
  };
  return isHosting(hosting) ? hosting : null;
}
export function decodeAction(stored: unknown): Action | null {
  const action = fields(stored) === null ? null : { by: 'user', ...fields(stored) };
  return isAction(action) ? action : null;
}

/** A hosting as it is stored; `decodeHosting` gives it back. */
export function encodeHosting(hosting: Hosting): Readonly<Record<string, unknown>> {
  return { ...hosting, volumes: packVolumes(hosting.volumes), insight: { ...hosting.insight, samples: packSamples(hosting.insight.samples) } };
}
