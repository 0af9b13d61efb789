// The page that opens once after installing: wiring only.
import { render } from 'preact';
import { mouth, popupDoor } from './ui/joined.ts';
import { Welcome } from './ui/welcome.tsx';
import { speakWith, t } from './ui/words.ts';

speakWith(mouth);
document.documentElement.lang = mouth.language();
const life = new AbortController();
addEventListener('pagehide', () => life.abort(), { once: true });
const { door } = await popupDoor(life.signal);
document.title = t('welcome_title');
const view = document.getElementById('view');
if (view !== null) render(<Welcome door={door} />, view);
