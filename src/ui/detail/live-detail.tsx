// A hosting's detail on what is stored and becomes stored: reads it afresh when it opens, draws each change.
import type { JSX } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { ActionKind } from '../../core/actions.ts';
import { type HostingId, type JournalEntry, partsOf } from '../../core/model.ts';
import type { Bounces } from './bounces.tsx';
import { Detail, type DetailCalls } from './detail.tsx';
import type { PopupDoor } from '../door.ts';
import { remedied } from '../remedied.ts';

/** The stored records of one hosting, watched as long as the detail is there. */
function useStored(door: PopupDoor, id: HostingId) {
  const { ends, hosting, action } = useMemo(() => {
    const controller = new AbortController();
    return { ends: controller, hosting: door.hosting(id, controller.signal), action: door.action(id, controller.signal) };
  }, [door, id]);
  useEffect(() => () => ends.abort(), [ends]);
  return { hosting: hosting.value, action: action.value ?? null };
}

/** Journal and bounces, fetched again when what they tell of has changed. */
function useHistory(door: PopupDoor, id: HostingId, attached: readonly string[] | null, turn: string) {
  const [journal, setJournal] = useState<readonly JournalEntry[]>([]);
  const [bounces, setBounces] = useState<Bounces | null>(null);
  useEffect(() => {
    let here = true;
    const unread = (error: unknown): void => console.error('Sluice:', error instanceof Error ? error.name : 'fault');
    door.journal(id).then((entries) => { if (here) setJournal(entries); }, unread);
    door.bounces(id, attached).then((found) => { if (here) setBounces(found); }, unread);
    return () => { here = false; };
  }, [door, id, turn]);
  return { journal, bounces };
}

function useReading(door: PopupDoor, id: HostingId) {
  const [reading, setReading] = useState(false);
  const read = (): void => {
    setReading(true);
    // Why it failed, if it did, is stored with the hosting and drawn from there.
    void door.send('readHosting', { hosting: id }).then(() => setReading(false));
  };
  useEffect(read, [door, id]);
  return { reading, read };
}

interface LiveDetailProps { readonly door: PopupDoor; readonly id: HostingId; readonly asking: ActionKind | null; readonly onBack: () => void }

export function LiveDetail({ door, id, asking, onBack }: LiveDetailProps): JSX.Element {
  const { hosting, action } = useStored(door, id);
  const attached = hosting?.background.attached ?? null;
  const { journal, bounces } = useHistory(door, id, attached, `${attached?.join()} ${hosting?.mailAt} ${hosting?.bouncesAt} ${action?.id} ${action?.outcome}`);
  const { reading, read } = useReading(door, id);
  const parts = partsOf(id);
  const region = parts?.region ?? 'eu';
  const calls: DetailCalls = {
    back: onBack, refresh: read,
    ask: (kind) => door.send('ask', { hosting: id, kind }),
    confirm: (confirmation) => door.send('confirm', confirmation),
    dismiss: () => void door.send('dismiss', { hosting: id }),
    openPanel: () => void remedied(door, 'openPanel', region, id),
    hush: (hush) => void door.send('hush', { hosting: id, hush }),
    guard: (guard) => void door.send('guard', { hosting: id, guard }),
    copy: door.copy,
    remedy: (remedy) => (remedy === 'tryAgain' ? read() : void remedied(door, remedy, region, id)),
  };
  return (
    <Detail name={hosting?.serviceName ?? parts?.serviceName ?? id} hosting={hosting} action={action} accounts={door.head.value.accounts}
      journal={journal} bounces={bounces} now={door.now.value} reading={reading} asking={asking} calls={calls} />
  );
}
