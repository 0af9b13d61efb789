// Changes into notices with stable ids: telling the same change again replaces its notice, it never adds one.
import type { Action } from './actions.ts';
import type { Change } from './changes.ts';
import { failureAdvice, failureTitle } from './failure.ts';
import { type Account, type AlertKind, type Hosting, type HostingId, type Stop, type Time, stateKind } from './model.ts';
import { queueClock } from './queue-clock.ts';
import type { Settings } from './settings.ts';
import type { Say } from './text.ts';

/** A notification to be shown. The id says what it is about, so that a click can be answered by a worker that knows nothing else. */
export interface Notice {
  /** `topic|subject|key`: the subject is a hosting's id or an account's id, the key what makes the change one of its kind. */
  readonly id: string;
  readonly title: Say;
  readonly body: Say;
  /** Stays until it is answered, where the browser can. */
  readonly urgent: boolean;
}

export type NoticeSubject = { readonly hosting: HostingId } | { readonly account: string };

/** What a notice's id is about; null when it is not one of ours. */
export function subjectOf(noticeId: string): NoticeSubject | null {
  const [topic, subject] = noticeId.split('|');
  if (topic === undefined || subject === undefined || topic === 'summary' || topic === 'memory') return null;
  return topic === 'blind' || topic === 'sight' || topic === 'ends' ? { account: subject } : { hosting: subject as HostingId };
}

/** Who stopped it, as far as Sluice saw; a stop that is older than its first look is nobody's. */
function koKey(stop: Stop): 'notice_stopped_ko' | 'notice_stopped_koOwn' | 'notice_stopped_koProvider' {
  if (stop.own) return 'notice_stopped_koOwn';
  return stop.sendingAt === null ? 'notice_stopped_ko' : 'notice_stopped_koProvider';
}

/** The notice for a change, or null when the user chose not to be told of such. */
export function noticeFor(change: Change, settings: Settings): Notice | null {
  const { hosting } = change;
  const name = hosting.serviceName;
  switch (change.kind) {
    case 'stopped': {
      const state = hosting.mail?.state ?? '';
      const kind = stateKind(state);
      const key = kind === 'ko' ? koKey(change.stop) : `notice_stopped_${kind as 'bounce' | 'spam' | 'unknown'}` as const;
      return !settings.notify.stopped ? null : {
        id: `stopped|${hosting.id}|${change.stop.seenAt}|${kind}${change.again === undefined ? '' : `|${change.again}`}`, urgent: true,
        title: { key, args: { name } },
        body: { key: `noticeBody_stopped_${kind as 'ko' | 'bounce' | 'spam' | 'unknown'}`, args: { state, at: { at: queueClock(change.stop, 0).dropsAt } } },
      };
    }
    case 'recovered': return !settings.notify.recovered ? null : {
      id: `recovered|${hosting.id}|${change.since}`, urgent: false,
      title: { key: 'notice_recovered', args: { name } }, body: { key: 'noticeBody_recovered' },
    };
    case 'purged': return !settings.notify.recovered ? null : {
      id: `purged|${hosting.id}|${change.at}`, urgent: false,
      title: { key: 'notice_purged', args: { name } }, body: { key: 'noticeBody_purged' },
    };
    case 'queue': return !settings.notify.queue ? null : {
      id: `queue|${hosting.id}|${change.stop.seenAt}|${change.leftMs}`, urgent: true,
      title: { key: 'notice_queue', args: { name, left: { ms: change.leftMs } } },
      body: { key: 'noticeBody_queue', args: { at: { at: queueClock(change.stop, 0).dropsAt } } },
    };
    case 'alert': return !settings.notify[change.alert] ? null : {
      id: `alert|${hosting.id}|${change.alert}|${change.day}`, urgent: false,
      title: { key: `notice_alert_${change.alert}`, args: { name } }, body: alertBody(hosting, change.alert),
    };
    case 'lost': return !settings.notify.stopped ? null : {
      id: `lost|${hosting.id}|${change.failure}`, urgent: false,
      title: { key: `notice_${change.failure}`, args: { name } }, body: failureAdvice({ kind: change.failure }),
    };
  }
}

/** The figures behind an alert, in one sentence. */
function alertBody({ mail, insight }: Hosting, alert: AlertKind): Say {
  const today = mail?.sentToday ?? 0;
  switch (alert) {
    case 'volume': return { key: 'noticeBody_alert_volume', args: { today, usual: Math.max(0, (insight.usual?.warn ?? 1) - 1) } };
    case 'quota': return mail?.maxPerDay === null || mail === null ? { key: 'noticeBody_alert_hour' } : { key: 'noticeBody_alert_quota', args: { today, limit: mail.maxPerDay } };
    case 'errors': return { key: 'noticeBody_alert_errors' };
    case 'silence': return { key: 'noticeBody_alert_silence' };
  }
}

/** The guard blocks: told at once, whatever the user chose not to hear of. A click leads to where it can be undone. */
export function noticeOfGuard(hosting: Hosting, count: number): Notice {
  return {
    id: `guard|${hosting.id}|${hosting.guard?.firedOn ?? ''}`, urgent: true,
    title: { key: 'notice_guard', args: { name: hosting.serviceName } }, body: { key: 'noticeBody_guard', args: { count, limit: hosting.guard?.limit ?? 0 } },
  };
}

/** How an action ended, told once under the action's own id. */
export function noticeOfEnd(action: Action, name: string, settings: Settings): Notice | null {
  if (action.outcome === null || !settings.notify.action) return null;
  // The guard told when it began.
  if (action.by === 'guard' && action.outcome === 'done') return null;
  const done = action.outcome === 'done';
  return {
    id: `action|${action.hosting}|${action.id}`, urgent: !done,
    title: { key: done ? 'notice_actionDone' : 'notice_actionFailed', args: { name } },
    body: outcomeSay(action),
  };
}

/** How an action ended, in one sentence. */
export function outcomeSay(action: Action): Say {
  if (action.outcome === 'done') {
    return { key: action.kind === 'empty' && action.stayBlocked ? 'outcome_done_emptyStay' : `outcome_done_${action.kind}` };
  }
  if (action.failure !== null && (action.outcome === 'refused' || action.outcome === 'notSent')) return failureTitle(action.failure);
  return action.outcome === 'notSent' ? { key: 'outcome_notSent_state' } : { key: `outcome_${action.outcome ?? 'unknown'}` };
}

/** Sluice cannot see through an account, or sees again. One notice each per time it went blind. */
export function noticeOfSight(account: Account, settings: Settings): Notice | null {
  if (!settings.notify.blind || account.failingSince === null) return null;
  if (account.failure === null) {
    return {
      id: `sight|${account.id}|${account.failingSince}`, urgent: false,
      title: { key: 'notice_sight', args: { name: account.name } }, body: { key: 'noticeBody_sight' },
    };
  }
  return { id: `blind|${account.id}|${account.failingSince}`, urgent: false, title: failureTitle(account.failure), body: failureAdvice(account.failure) };
}

/** A key or token ends within a week. */
export function noticeOfEndSoon(account: Account, settings: Settings): Notice | null {
  if (account.endsAt === null || !settings.notify.blind) return null;
  return {
    id: `ends|${account.id}|${account.endsAt}`, urgent: false,
    title: { key: 'notice_ends', args: { name: account.name } }, body: { key: 'noticeBody_ends', args: { at: { at: account.endsAt } } },
  };
}

/** What Sluice had stored and can no longer read. */
export type Lost = 'accounts' | 'settings' | 'outbox' | 'hostings' | 'actions';

/** Something stored could not be read and was made anew. Told whatever the user chose: the choice may be what was lost. */
export function noticeOfLoss(lost: Lost, at: Time): Notice {
  return { id: `memory|all|${lost}|${at}`, urgent: false, title: { key: 'notice_memory' }, body: { key: `noticeBody_memory_${lost}` } };
}

/** What was held back, summed up in one notice; a single one is told as it is. */
export function summedUp(held: readonly Notice[], now: Time): readonly Notice[] {
  if (held.length < 2) return held;
  return [{
    id: `summary|all|${now}`, urgent: held.some((notice) => notice.urgent),
    title: { key: 'notice_summary', args: { n: held.length } }, body: { key: 'noticeBody_summary' },
  }];
}
