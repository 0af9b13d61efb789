// A sheet over what it is about: a dialog whose safe answer has the focus, which keeps the focus and gives it back.
import type { ComponentChildren, JSX } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { t } from './words.ts';

const reachable = 'button:enabled, input:enabled, a[href], summary';

function wrapped(sheet: HTMLElement, event: KeyboardEvent): void {
  const stops = [...sheet.querySelectorAll<HTMLElement>(reachable)];
  const edge = event.shiftKey ? stops[0] : stops.at(-1);
  if (document.activeElement !== edge && sheet.contains(document.activeElement)) return;
  event.preventDefault();
  (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
}

/** Gives the focus back to what opened the sheet, or to the page's heading when that is gone. */
function giveBack(opener: Element | null): void {
  const target = opener instanceof HTMLElement && opener.isConnected && opener !== document.body ? opener : document.querySelector<HTMLElement>('h1');
  target?.focus();
}

interface SheetProps {
  readonly title: string;
  /** Deletes something: said with more weight to a screen reader. */
  readonly danger: boolean;
  /** What had the focus before. */
  readonly opener: Element | null;
  readonly onCancel: () => void;
  /** What the safe button says, where it is not "Cancel". */
  readonly cancel?: string;
  readonly children: ComponentChildren;
  /** The button that acts, beside the safe one. */
  readonly act: ComponentChildren;
}

export function Sheet({ title, danger, opener, onCancel, cancel, children, act }: SheetProps): JSX.Element {
  const sheet = useRef<HTMLDivElement>(null);
  const safe = useRef<HTMLButtonElement>(null);
  const id = useId();
  // In one effect that runs at once: Escape may come before a later one has.
  useLayoutEffect(() => {
    safe.current?.focus();
    return () => queueMicrotask(() => giveBack(opener));
  }, []);
  // The button that had the focus may have gone with what it asked for.
  useLayoutEffect(() => { if (sheet.current?.contains(document.activeElement) === false) safe.current?.focus(); });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      // The browser would close the whole popup.
      event.preventDefault();
      onCancel();
    } else if (event.key === 'Tab' && sheet.current !== null) wrapped(sheet.current, event);
  };
  return (
    <div class="veil" onClick={(event) => { if (event.target === event.currentTarget) onCancel(); }}>
      <div class="sheet" ref={sheet} role={danger ? 'alertdialog' : 'dialog'} aria-modal="true" aria-labelledby={`${id}title`} aria-describedby={`${id}body`} onKeyDown={onKeyDown}>
        <h2 id={`${id}title`}>{title}</h2>
        <div id={`${id}body`}>{children}</div>
        <div class="acts"><button type="button" ref={safe} onClick={onCancel}>{cancel ?? t('popup_cancel')}</button>{act}</div>
      </div>
    </div>
  );
}
