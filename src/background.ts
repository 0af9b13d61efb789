// The background worker (Chromium) or event page (Firefox): wiring only.
import { listen } from './background/listen.ts';

listen();
