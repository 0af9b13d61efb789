// A consumer key that was asked for: waiting for the customer's yes, and what came of it.
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { Asking } from '../../core/asking.ts';
import { failureAdvice, failureTitle } from '../../core/failure.ts';
import type { Say } from '../../core/text.ts';
import { Icon } from '../icon.tsx';
import { Sign } from '../sign.tsx';
import { text } from '../words.ts';

function words({ state, failure }: Asking): readonly [Say, Say] {
  if (state === 'failed') return failure === null ? [{ key: 'asking_expired' }, { key: 'asking_expiredAdvice' }] : [failureTitle(failure), failureAdvice(failure)];
  return [{ key: `asking_${state}` }, { key: `asking_${state}Advice` }];
}

/** Draws nothing for what had ended before this page was opened. `openedAt` in milliseconds since 1970. */
export function AskingStatus({ asking, openedAt }: { asking: Asking | null; openedAt: number }): JSX.Element | null {
  const awaited = useRef<Asking['account'] | null>(null);
  if (asking?.state === 'pendingValidation') awaited.current = asking.account;
  if (asking === null || (asking.account !== awaited.current && asking.askedAt < openedAt)) return <div role="status" />;
  const [title, advice] = words(asking);
  const tone = asking.state === 'pendingValidation' ? 'purging' : asking.state === 'validated' ? 'ok' : 'spam';
  return (
    <div role="status">
      <div class="banner" data-tone={tone}>
        {asking.state === 'pendingValidation' ? <Sign name="clock" class="tone" /> : asking.state === 'validated' ? <Sign name="tick" class="tone" /> : <Icon name="spam" class="tone" />}
        <div><p><b>{text(title)}.</b> {text(advice)}</p></div>
      </div>
    </div>
  );
}
