// The popup: wiring only.
import { render } from 'preact';
import { mouth, popupDoor } from './ui/joined.ts';
import { Popup } from './ui/popup/popup.tsx';
import { speakWith, t } from './ui/words.ts';

speakWith(mouth);
document.documentElement.lang = mouth.language();
const life = new AbortController();
addEventListener('pagehide', () => life.abort(), { once: true });
const { door, place } = await popupDoor(life.signal);
document.title = t('popup_name');
const view = document.getElementById('view');
if (view !== null) render(<Popup door={door} start={place} />, view);
