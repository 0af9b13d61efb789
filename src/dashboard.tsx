// The dashboard: wiring only.
import { render } from 'preact';
import { Dashboard } from './ui/dashboard/dashboard.tsx';
import { dashboardDoor, mouth } from './ui/joined.ts';
import { speakWith, t } from './ui/words.ts';

speakWith(mouth);
document.documentElement.lang = mouth.language();
const life = new AbortController();
addEventListener('pagehide', () => life.abort(), { once: true });
const door = await dashboardDoor(life.signal);
document.title = t('dashboard_title');
const view = document.getElementById('view');
if (view !== null) render(<Dashboard door={door} />, view);
