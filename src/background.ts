// The background worker (Chromium) or event page (Firefox): wiring only.
import './platform/polyfill.ts';
import { wire } from './background/wire.ts';
import { browserPorts } from './background/browser-ports.ts';

wire(browserPorts());
