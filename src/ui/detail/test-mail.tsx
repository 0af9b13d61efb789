// The test mail assistant: the line of PHP that sends one mail, then whether one left, waits, or came back.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { type Hosting, type Mail, sends } from '../../core/model.ts';
import { t } from '../words.ts';

/** RFC 2606 keeps this name for examples: nobody's mailbox gets it by mistake. */
const line = "<?php mail('you@example.com', 'Test', 'Sent at ' . date('c'));";
const everyMs = 10_000;
const longMs = 10 * 60_000;

interface Watch { readonly since: number; readonly mail: Mail }
interface TestMailProps { readonly hosting: Hosting; readonly now: number; readonly refresh: () => void; readonly copy: (text: string) => Promise<boolean> }

function says({ since, mail: before }: Watch, mail: Mail, now: number): string {
  if (!sends(mail.state)) return t('test_held');
  if (mail.bounce > before.bounce) return t('test_back');
  if (mail.sent > before.sent) return t('test_left', { n: mail.sent - before.sent });
  return t(now - since > longMs ? 'test_none' : 'test_waiting', { ago: { ms: Math.max(0, now - since) } });
}

export function TestMail({ hosting: { mail }, now, refresh, copy }: TestMailProps): JSX.Element | null {
  const [watch, setWatch] = useState<Watch | null>(null);
  const [copied, setCopied] = useState(false);
  const on = watch !== null;
  useEffect(() => {
    if (!on) return undefined;
    const timer = setInterval(refresh, everyMs);
    return () => clearInterval(timer);
  }, [on]);
  if (mail === null) return null;
  return (
    <details class="tool">
      <summary>{t('test_title')}</summary>
      <p class="quiet">{t('test_why')}</p>
      <p><code>{line}</code></p>
      <p class="acts">
        <button type="button" onClick={() => void copy(line).then(setCopied)}>{t(copied ? 'test_copied' : 'test_copy')}</button>
        <button type="button" onClick={() => setWatch(on ? null : { since: now, mail })}>{t(on ? 'test_stop' : 'test_start')}</button>
      </p>
      <p role="status">{watch !== null && says(watch, mail, now)}</p>
    </details>
  );
}
