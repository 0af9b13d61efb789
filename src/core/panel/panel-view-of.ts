// A hosting's record as the chip and panel inside the control panel show it: every decision is taken here, the page-side script draws.
import { type Action, allowedActions, isDestructive, type ActionKind } from '../actions.ts';
import { consequences } from '../consequences.ts';
import { failureAdvice, failureTitle } from '../failure.ts';
import { type Account, type Hosting, readAt, stateKind, stopped } from '../model.ts';
import { outcomeSay } from '../notices.ts';
import type { PanelView, QuestionView, Tone } from './panel-view.ts';
import { queueClock } from '../queue-clock.ts';
import { clockLeft, clockText, stateTitle, stateWhy } from '../state-text.ts';
import { stepLines, stepTrouble } from '../steps.ts';
import type { Say } from '../text.ts';
import { accountFor } from '../through.ts';

/** What is known of the hosting that a tab shows. */
export interface Shown {
  readonly hosting: Hosting;
  readonly action: Action | null;
  readonly accounts: readonly Account[];
  readonly now: number;
}

type SayIt = (say: Say) => string;

const justNowMs = 10_000;

function toneOf({ hosting, action, accounts }: Shown): Tone {
  if (isLive(action)) return 'purging';
  if (accountFor(hosting, accounts)?.failure) return 'blind';
  return hosting.mail === null ? 'unknown' : stateKind(hosting.mail.state);
}

function isLive(action: Action | null): action is Action {
  return action !== null && action.outcome === null;
}

function chipMore({ hosting, now }: Shown, say: SayIt): string {
  if (hosting.stop !== null) return say(clockLeft(hosting.stop, now));
  return hosting.mail === null ? '' : say({ key: 'chip_today', args: { count: hosting.mail.sentToday } });
}

function clockOf({ hosting, now }: Shown, say: SayIt): PanelView['clock'] {
  if (hosting.stop === null) return null;
  return { text: say(clockText(hosting.stop, now)), left: say(clockLeft(hosting.stop, now)), gone: queueClock(hosting.stop, now).gone };
}

function figuresOf({ mail }: Hosting, say: SayIt): PanelView['figures'] {
  if (mail === null) return [];
  const count = (n: number): string => say({ key: 'chip_count', args: { count: n } });
  return [
    { label: say({ key: 'figure_today' }), value: count(mail.sentToday), of: mail.maxPerDay === null ? '' : `/ ${count(mail.maxPerDay)}` },
    { label: say({ key: 'figure_sent' }), value: count(mail.sent), of: '' },
    { label: say({ key: 'figure_bounce' }), value: count(mail.bounce), of: '' },
  ];
}

const newsMs = 10 * 60_000;

/** How an action ended is news for a while, unless the state has become something else since. */
function isNews(action: Action, { stop }: Hosting, now: number): boolean {
  if (action.outcome === null || action.endedAt === null || action.dismissed || now - action.endedAt > newsMs) return false;
  if (action.outcome !== 'done' || action.kind === 'recipient') return true;
  return action.kind === 'block' || action.stayBlocked ? stop !== null : stop === null;
}

/** The one line below: what went wrong and what to do, or how the last action ended, or how old the figures are. */
function noteOf({ hosting, action, accounts, now }: Shown, say: SayIt): string {
  const both = (title: Say, advice: Say): string => `${say(title)}. ${say(advice)}`;
  const blind = accountFor(hosting, accounts)?.failure ?? null;
  const failure = (isLive(action) ? action.failure : null) ?? hosting.failure ?? blind;
  if (failure !== null) return both(failureTitle(failure), failureAdvice(failure));
  const trouble = isLive(action) ? (stepTrouble(action) ?? { key: 'canClose' as const }) : null;
  if (trouble !== null) return say(trouble);
  if (action !== null && isNews(action, hosting, now)) return say(outcomeSay(action));
  const at = readAt(hosting, accounts);
  if (at === null) return '';
  return say(now - at < justNowMs ? { key: 'chip_checkedNow' } : { key: 'chip_checked', args: { ago: { ms: now - at } } });
}

function actionsOf({ hosting, action, accounts }: Shown, say: SayIt): PanelView['actions'] {
  if (hosting.mail === null || isLive(action) || accountFor(hosting, accounts)?.rights === 'read') return [];
  const { state } = hosting.mail;
  const kinds: readonly ActionKind[] = [...allowedActions(state), 'recipient'];
  return kinds.map((kind, at) => ({ kind, label: `${say({ key: `action_${kind}` })}…`, danger: at === 0 && isDestructive(kind) && stopped(state) }));
}

/** What to draw for a hosting. Texts come out in the user's language through `say`. */
export function panelViewOf(shown: Shown, say: SayIt): PanelView {
  const { hosting, action } = shown;
  const live = isLive(action);
  return {
    tone: toneOf(shown),
    chip: live ? say({ key: `actionUnderWay_${action.kind}` }) : say({ key: hosting.mail === null ? 'state_unread' : `state_${stateKind(hosting.mail.state)}` }),
    chipMore: live ? '' : chipMore(shown, say),
    name: hosting.serviceName,
    title: say(live ? { key: `actionUnderWay_${action.kind}` } : stateTitle(hosting)),
    why: live ? '' : say(stateWhy(hosting)),
    clock: live ? null : clockOf(shown, say),
    steps: live ? stepLines(action).map((line) => ({ text: say(line.text), when: line.when === null ? '' : say(line.when), life: line.life })) : [],
    figures: figuresOf(hosting, say),
    actions: actionsOf(shown, say),
    note: noteOf(shown, say),
    words: { close: say({ key: 'chip_close' }), cancel: say({ key: 'chip_cancel' }), region: say({ key: 'chip_region' }) },
  };
}

/** The confirmation of an action, for the state that was just read. */
export function questionViewOf(ask: string, kind: ActionKind, hosting: Hosting, seen: string, say: SayIt): QuestionView {
  const name = hosting.serviceName;
  return {
    ask, kind,
    title: say({ key: `ask_${kind}`, args: { name } }),
    consequences: consequences(kind, seen).map(({ icon, key }) => ({ icon, text: say({ key }) })),
    freshness: say({ key: 'freshnessNow' }),
    hidden: say({ key: 'chip_hidden' }),
    confirm: say({ key: `action_${kind}` }),
    danger: isDestructive(kind),
    option: kind === 'empty' ? say({ key: 'will_empty_stay' }) : null,
    field: kind === 'recipient' ? say({ key: 'recipientField' }) : null,
  };
}
