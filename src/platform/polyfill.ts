// Puts the polyfill where the browser has no promise-answering `browser` of its own: listeners that answer with promises need it.
import polyfill from 'webextension-polyfill';

const all = globalThis as { browser?: unknown };
all.browser ??= polyfill;
