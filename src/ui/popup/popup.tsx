// The popup's root: the list at once, a hosting's detail when one is open. Remembers where it is.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import type { ActionKind } from '../../core/actions.ts';
import type { HostingId } from '../../core/model.ts';
import { attendMs } from '../../core/schedule.ts';
import { afterPaint } from '../after-paint.ts';
import type { PopupDoor } from '../door.ts';
import { List, type ListCalls, focusLine } from './list.tsx';

/** The list of hostings needs none of this: it is fetched after the first drawing. */
const later = signal<typeof import('./later.ts') | null>(null);
async function fetchLater(): Promise<void> {
  later.value = await import('./later.ts');
}

interface Place { readonly hosting: HostingId; readonly ask: ActionKind | null }

function listCalls(door: PopupDoor, go: (place: Place) => void): ListCalls {
  return {
    open: (hosting, ask) => go({ hosting, ask }),
    remedy: (remedy, region, hosting) => void import('../remedied.ts').then(({ remedied }) => remedied(door, remedy, region, hosting)),
    check: () => void door.send('checkNow', {}),
    options: () => door.openOptions(),
    dashboard: () => void door.send('openDashboard', { hosting: null, ask: null }).then(door.leave),
  };
}

function useTurns(door: PopupDoor, start: HostingId | null) {
  return useMemo(() => {
    const place = signal<Place | null>(start === null ? null : { hosting: start, ask: null });
    const left = signal<HostingId | null>(null);
    const go = (next: Place | null): void => {
      left.value = place.value?.hosting ?? null;
      place.value = next;
      door.keepPlace(next?.hosting ?? null);
    };
    return { place: place as ReadonlySignal<Place | null>, left: left as ReadonlySignal<HostingId | null>, go, calls: listCalls(door, go) };
  }, [door]);
}

export function Popup({ door, start }: { door: PopupDoor; start: HostingId | null }): JSX.Element | null {
  const { place, left, go, calls } = useTurns(door, start);
  useEffect(() => (start === null ? afterPaint(() => void fetchLater()) : void fetchLater()), [door]);
  const at = place.value;
  const shown = at?.hosting ?? null;
  useEffect(() => {
    const attend = (): void => void door.send('attend', { hosting: shown });
    // The popup's first picture does not compete with a worker that starts.
    const undo = shown === start ? afterPaint(attend) : attend();
    const timer = setInterval(attend, attendMs);
    return () => { undo?.(); clearInterval(timer); };
  }, [door, shown]);
  const head = door.head.value;
  useEffect(() => { if (at === null && left.value !== null) focusLine(left.value); }, [at]);
  if (at === null) return <List head={head} now={door.now.value} calls={calls} Nothing={later.value?.Nothing ?? null} />;
  const Detail = later.value?.Detail ?? null;
  return Detail === null ? null : <Detail key={at.hosting} door={door} id={at.hosting} asking={at.ask} onBack={() => go(null)} />;
}
