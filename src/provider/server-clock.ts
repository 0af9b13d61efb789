// The provider's clock: how far this computer's is off, asked once and asked again when the provider disagrees.
import { bad, good, type Result } from '../core/failure.ts';
import type { Region } from '../core/model.ts';
import { answerOf } from './answer.ts';
import { apiBase } from './regions.ts';
import { exchange, type Wire } from './request.ts';

export interface ServerClock {
  /** Seconds since 1970 at the provider. */
  now(): Promise<Result<number>>;
  /** Forgets the offset `from` which a timestamp was made; one that was learnt since then is kept. */
  doubt(timestampS: number): void;
}

/** `keptS`: an offset learnt earlier, in seconds; `keep` is told each new one, so that a restarted worker need not ask. */
export function serverClock(region: Region, wire: Wire, keptS: number | null = null, keep: (offsetS: number) => void = () => undefined): ServerClock {
  let offsetS = keptS;
  let learning: Promise<Result<number>> | null = null;
  const localS = (): number => Math.round(wire.now() / 1000);
  const learn = async (): Promise<Result<number>> => {
    const asked = await askTime(region, wire);
    if (!asked.ok) return asked;
    offsetS = asked.value - localS();
    keep(offsetS);
    return good(offsetS);
  };
  return {
    async now() {
      if (offsetS !== null) return good(localS() + offsetS);
      learning ??= learn().finally(() => { learning = null; });
      const learnt = await learning;
      return learnt.ok ? good(localS() + learnt.value) : learnt;
    },
    doubt(timestampS) {
      // Ten requests refused together were signed with the same offset: the first to say so is enough.
      if (offsetS !== null && Math.abs(localS() + offsetS - timestampS) <= doubtS) offsetS = null;
    },
  };
}

/** A request takes at most 25 s to be refused. */
const doubtS = 30;

/** `GET /auth/time`: seconds since 1970, for everybody. */
async function askTime(region: Region, wire: Wire): Promise<Result<number>> {
  const reply = await exchange(`${apiBase(region)}/auth/time`, { method: 'GET', headers: { Accept: 'application/json' }, credentials: 'omit' }, wire);
  if (!reply.ok) return reply;
  const answer = answerOf(reply.value, { write: false, way: 'api' }, wire.now());
  if (!answer.ok) return answer;
  const { value, status } = answer.value;
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? good(value) : bad({ kind: 'unreadable', status });
}
