// The background's work, loaded when there is some: wiring only.
import './platform/polyfill.ts';
import { browserPorts } from './background/browser-ports.ts';
import { workOf } from './background/work.ts';
import { offerWork } from './platform/late-work.ts';

offerWork(workOf(browserPorts()));
