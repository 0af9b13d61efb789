// What belongs to the user: settings out as a file and in from one, to other computers by choice, and all of it erased.
import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Settings } from '../../core/settings.ts';
import { type FileFault, readSettingsFile, settingsFile } from '../../core/stored/settings-file.ts';
import type { Saved } from '../door.ts';
import { Sheet } from '../sheet.tsx';
import { t } from '../words.ts';

interface DataProps {
  readonly settings: Settings;
  readonly change: (changes: Partial<Settings>) => void;
  readonly save: Saved;
  readonly erase: (opener: Element | null) => void;
}

export function Data({ settings, change, save, erase }: DataProps): JSX.Element {
  const file = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<FileFault | null>(null);
  const [taken, setTaken] = useState(false);
  const take = async (chosen: File | undefined): Promise<void> => {
    if (chosen === undefined) return;
    const read = readSettingsFile(await chosen.text(), settings);
    setFault(read.ok ? null : read.fault);
    setTaken(read.ok);
    if (read.ok) change(read.settings);
    if (file.current !== null) file.current.value = '';
  };
  return (
    <>
      <p class="quiet">{t('data_why')}</p>
      <p class="acts">
        <button type="button" onClick={() => save('sluice-settings.json', 'application/json', settingsFile(settings))}>{t('data_export')}</button>
        <button type="button" onClick={() => file.current?.click()}>{t('data_import')}</button>
        <input ref={file} type="file" accept="application/json,.json" hidden aria-label={t('data_import')} onChange={(event) => void take(event.currentTarget.files?.[0])} />
        <span role="status" class="quiet">{taken ? t('data_imported') : ''}</span>
      </p>
      {fault !== null && <p role="alert" class="wrong">{t(`data_fault_${fault}`)}</p>}
      <label class="check"><input type="checkbox" checked={settings.sync} onChange={(event) => change({ sync: event.currentTarget.checked })} /><span>{t('data_sync')}</span></label>
      <p class="acts"><button type="button" class="plain-danger" onClick={() => erase(document.activeElement)}>{t('data_erase')}</button></p>
    </>
  );
}

export function Erase({ opener, erase, close }: { opener: Element | null; erase: () => Promise<void>; close: () => void }): JSX.Element {
  const [sent, setSent] = useState(false);
  const act = async (): Promise<void> => {
    setSent(true);
    await erase();
    close();
  };
  return (
    <Sheet title={t('data_eraseTitle')} danger opener={opener} onCancel={close} act={<button type="button" class="danger" disabled={sent} onClick={() => void act()}>{t('data_eraseDo')}</button>}>
      <p class="consequences">{t('data_eraseWhat')}</p>
    </Sheet>
  );
}
