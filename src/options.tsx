// The options page: wiring only.
import { render } from 'preact';
import { applicationPageUrl, localUsersUrl, tokenPageUrl } from './provider/rights.ts';
import { mouth, optionsDoor } from './ui/joined.ts';
import { Options } from './ui/options/options.tsx';
import { speakWith, t } from './ui/words.ts';

speakWith(mouth);
document.documentElement.lang = mouth.language();
const life = new AbortController();
addEventListener('pagehide', () => life.abort(), { once: true });
const door = await optionsDoor(life.signal, { token: tokenPageUrl, application: applicationPageUrl, localUsers: localUsersUrl });
document.title = t('options_title');
const view = document.getElementById('view');
if (view !== null) render(<Options door={door} />, view);
