// The script inside the control panel's pages: wiring only. The shell's frames show the same hosting, so the top frame alone has a chip.
import { live } from './content/life.ts';

if (window.top === window) live();
