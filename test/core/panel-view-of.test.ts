// What the panel shows follows from the record alone: state first, news only while it is true, the loud button only where it is the one.
import { newHosting } from '../../src/core/sighting.ts';
import { describe, expect, it } from 'vitest';
import { type Action, plannedSteps } from '../../src/core/actions.ts';
import { type Account, type AccountId, type Hosting, type Stop, hostingId } from '../../src/core/model.ts';
import { panelViewOf, questionViewOf } from '../../src/core/panel/panel-view-of.ts';
import type { Say } from '../../src/core/text.ts';

const now = 1_000_000_000;
const say = ({ key }: Say): string => key;
const account: Account = {
  id: 'a' as AccountId, kind: 'session', region: 'eu', nichandle: 'x', name: 'x', rights: null, endsAt: null, endTold: false, checkedAt: null,
  failure: null, failingSince: null, blindTold: false, sweptAt: now - 60_000,
};
const stop: Stop = { seenAt: now - 1_000, sendingAt: now - 2_000, own: false, state: 'ko', remindedMs: null };
const hosting = (state: string, more: Partial<Hosting> = {}): Hosting => ({
  ...newHosting('eu', { serviceName: 'example.com', displayName: 'My shop', offer: null, clusterIp: null }, account.id),
  mail: { state, sent: 10, sentToday: 1, bounce: 0, maxPerDay: null, email: null }, mailAt: now - 60_000, ...more,
});
const action = (more: Partial<Action> = {}): Action => ({
  id: 'a', hosting: hostingId('eu', 'example.com'), account: account.id, kind: 'unblock', stayBlocked: false, recipient: null, seen: 'ko', confirmedAt: now - 60_000,
  steps: plannedSteps('unblock', false), via: 'background', outcome: null, failure: null, endedAt: null, dismissed: false, by: 'user', ...more,
});
const view = (one: Hosting, act: Action | null = null, accounts = [account]) => panelViewOf({ hosting: one, action: act, accounts, now }, say);

describe('the panel\'s view', () => {
  it('calls the hosting by its service name, and says its state, its figures and what can be done', () => {
    expect(view(hosting('ok'))).toMatchObject({
      tone: 'ok', name: 'example.com', title: 'stateTitle_ok', clock: null, note: 'chip_checked',
      actions: [{ kind: 'block', danger: false }, { kind: 'empty', danger: false }, { kind: 'recipient' }],
    });
  });

  it('has a loud button only where deleting is the one way out', () => {
    expect(view(hosting('spam', { stop })).actions.filter((one) => one.danger).map((one) => one.kind)).toEqual(['purge']);
    expect(view(hosting('bounce', { stop })).actions.some((one) => one.danger)).toBe(false);
  });

  it('shows an unknown state as it came, without an action but the recipient', () => {
    expect(view(hosting('strange', { stop }))).toMatchObject({ tone: 'unknown', title: 'stateTitle_unknown', actions: [{ kind: 'recipient' }] });
  });

  it('tells how an action ended only while the state is still what it led to', () => {
    const done = action({ outcome: 'done', endedAt: now - 5_000 });
    expect(view(hosting('ok'), done).note).toBe('outcome_done_unblock');
    expect(view(hosting('bounce', { stop }), done).note).toBe('chip_checked');
    expect(view(hosting('ok'), { ...done, dismissed: true }).note).toBe('chip_checked');
    expect(view(hosting('ok'), { ...done, endedAt: now - 3_600_000 }).note).toBe('chip_checked');
  });

  it('shows the steps of an action under way, nothing to press, and what keeps it', () => {
    expect(view(hosting('ko', { stop }), action())).toMatchObject({ title: 'actionUnderWay_unblock', actions: [], steps: [{ life: 'now' }], note: 'canClose' });
    const waiting = action({ failure: { kind: 'needsPanel' } });
    expect(view(hosting('ko', { stop }), waiting).note).toBe('failure_needsPanel. failureAdvice_needsPanel');
  });

  it('says that it cannot see, and keeps the last figures', () => {
    const blind = view(hosting('ok'), null, [{ ...account, failure: { kind: 'loggedOut' } }]);
    expect(blind).toMatchObject({ tone: 'blind', note: 'failure_loggedOut. failureAdvice_loggedOut' });
    expect(blind.figures).toHaveLength(3);
  });
});

describe('the question', () => {
  it('names the act on its button, and asks for what it needs', () => {
    expect(questionViewOf('q', 'empty', hosting('ok'), 'ok', say)).toMatchObject({ confirm: 'action_empty', danger: true, option: 'will_empty_stay', field: null });
    expect(questionViewOf('q', 'recipient', hosting('ok'), 'ok', say)).toMatchObject({ confirm: 'action_recipient', danger: false, option: null, field: 'recipientField' });
  });
});
