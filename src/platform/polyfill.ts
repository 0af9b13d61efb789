// Puts the polyfill where the browser has no `browser` of its own: the work speaks one dialect.
import polyfill from 'webextension-polyfill';

const all = globalThis as { browser?: unknown };
all.browser ??= polyfill;
