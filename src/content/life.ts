// The life of the script in a panel page: a chip while a hosting is open, nothing while none is, and a quiet end when it is orphaned.
import type { PanelView } from '../core/panel/panel-view.ts';
import { hostingAt } from '../core/panel/panel-url.ts';
import { carry } from './carrier.ts';
import { makeChip } from './chip.ts';
import { hear, send } from './door.ts';
import { followNavigation } from './navigation.ts';

/** How often the state is read again while the tab is visible. */
const againMs = 30_000;
/** When, after an answer about another hosting. */
const soonMs = 1_000;

/** False for a view of another hosting, which is not shown. */
type Show = (view: PanelView | null) => boolean;

/** Starts; everything ends with the returned controller. */
export function live(): AbortController {
  const whole = new AbortController();
  /** Asked for at the first hosting: a page without one does without. */
  let rules: string | null = null;
  let shown: { readonly name: string; readonly life: AbortController; readonly show: Show } | null = null;

  const leave = (): void => {
    shown?.life.abort();
    shown = null;
  };
  const end = (): void => {
    leave();
    whole.abort();
  };
  const arrive = (): void => {
    const at = hostingAt(location.href);
    const name = at === null ? null : `${at.region}/${at.serviceName}`;
    if (name === shown?.name) return;
    leave();
    if (name === null) return;
    const life = new AbortController();
    shown = { name, life, show: () => true };
    void settle(name, at?.serviceName ?? '', life.signal);
  };
  const settle = async (name: string, serviceName: string, signal: AbortSignal): Promise<void> => {
    rules ??= await rulesOfLook();
    if (signal.aborted || shown?.name !== name || rules === null) return;
    const chip = makeChip(rules, signal, end);
    // The background goes by the tab's address, which the browser tells it late; a view may be on its way too. That of another hosting is not this one's.
    const show = (view: PanelView | null): boolean => {
      const own = view === null || view.name.toLowerCase() === serviceName;
      if (own) chip.show(view);
      return own;
    };
    shown = { ...shown, show };
    keepFresh(signal, show, end);
  };
  const rulesOfLook = async (): Promise<string | null> => {
    const answer = await send<string>('dress', {});
    if (answer === 'orphaned') end();
    return answer !== 'orphaned' && answer?.ok === true ? answer.value : null;
  };

  hear((message, answer) => {
    const { sluice, carriage, view } = message as { sluice?: unknown; carriage?: unknown; view?: PanelView | null };
    if (sluice === 'view') shown?.show(view ?? null);
    if (sluice !== 'carry') return false;
    void carry(carriage).then(answer);
    return true;
  }, whole.signal);
  followNavigation(arrive, whole.signal);
  // A panel page without a hosting says once that it is there: Sluice may have been blind until somebody logged in here.
  if (hostingAt(location.href) === null) void send('look', { fresh: false });
  arrive();
  return whole;
}

/** Looks at once, then every half minute while the tab can be seen, and when it comes into view again. */
function keepFresh(signal: AbortSignal, show: Show, orphaned: () => void): void {
  let timer: ReturnType<typeof setInterval> | undefined;
  let soon: ReturnType<typeof setTimeout> | undefined;
  const lookNow = async (fresh: boolean): Promise<void> => {
    const answer = await send<PanelView | null>('look', { fresh });
    if (answer === 'orphaned') return orphaned();
    if (signal.aborted || answer?.ok !== true || show(answer.value)) return;
    clearTimeout(soon);
    soon = setTimeout(() => void lookNow(false), soonMs);
  };
  const pace = (): void => {
    clearInterval(timer);
    if (document.visibilityState !== 'visible') return;
    timer = setInterval(() => void lookNow(true), againMs);
  };
  document.addEventListener('visibilitychange', () => { pace(); if (document.visibilityState === 'visible') void lookNow(true); }, { signal });
  signal.addEventListener('abort', () => { clearInterval(timer); clearTimeout(soon); });
  pace();
  void lookNow(false).then(() => { if (!signal.aborted) void lookNow(true); });
}
