// One screen of Sluice (popup, options, or the closed shadow root in the control panel): read and used by role, name and words only.
import { type Control, controlsIn, textIn } from './in-page.ts';
import { waitFor } from './wait.ts';

/** How a screen is reached: code is run on its root, the mouse and keyboard are the browser's own. */
export interface Reach {
  /** Runs the function with the screen's root as first argument; arguments and answer travel as JSON. */
  run<A extends readonly unknown[], R>(inPage: (root: Document | ShadowRoot, ...args: A) => R, ...args: A): Promise<Awaited<R>>;
  clickAt(x: number, y: number, times: number): Promise<void>;
  type(text: string): Promise<void>;
  key(name: 'Enter' | 'Escape' | 'Tab'): Promise<void>;
}

export type Named = string | RegExp;

/** A self-contained function as source text. Loaders that keep names wrap functions in `__name`, which a page does not have. */
export function sourceOf(inPage: (...args: never[]) => unknown): string {
  return `(...all) => { const __name = (one) => one; return (${String(inPage)})(...all); }`;
}

function matches(name: Named, text: string): boolean {
  return typeof name === 'string' ? name === text : name.test(text);
}

export class Screen {
  constructor(readonly reach: Reach, readonly what: string) {}

  text(): Promise<string> {
    return this.reach.run(textIn);
  }

  controls(): Promise<Control[]> {
    return this.reach.run(controlsIn, null);
  }

  /** The names of everything of a role, in order. */
  async names(role: string): Promise<string[]> {
    return (await this.controls()).filter((control) => control.role === role).map((control) => control.name);
  }

  async has(role: string, name: Named): Promise<boolean> {
    return (await this.controls()).some((control) => control.role === role && matches(name, control.name));
  }

  /** Waits for a control, enabled or not. */
  find(role: string, name: Named, timeoutMs?: number): Promise<Control> {
    return this.located(role, name, timeoutMs).then(({ control }) => control);
  }

  private async located(role: string, name: Named, timeoutMs = 10_000): Promise<{ control: Control; index: number }> {
    return waitFor(async () => {
      const controls = await this.controls();
      const index = controls.findIndex((control) => control.role === role && matches(name, control.name));
      const control = controls[index];
      if (control !== undefined) return { control, index };
      throw new Error(`there is: ${controls.map((one) => `${one.role} "${one.name}"`).join(', ').slice(0, 1500)}`);
    }, { what: `${role} ${String(name)} in ${this.what}`, timeoutMs });
  }

  /** Waits until it can be pressed and stands still, scrolls it into view and presses it with the mouse. */
  async press(role: string, name: Named, { times = 1, timeoutMs = 10_000 }: { times?: number; timeoutMs?: number } = {}): Promise<void> {
    const { x, y } = await waitFor(async () => {
      const { index } = await this.located(role, name, timeoutMs);
      const first = (await this.reach.run(controlsIn, index))[index];
      const again = (await this.reach.run(controlsIn, null))[index];
      const same = first !== undefined && again !== undefined && first.x === again.x && first.y === again.y && first.name === again.name;
      return same && again.enabled && matches(name, again.name) && again;
    }, { what: `${role} ${String(name)} to be enabled in ${this.what}`, timeoutMs });
    await this.reach.clickAt(x, y, times);
  }

  button(name: Named): { click(times?: number): Promise<void> } {
    return { click: (times = 1) => this.press('button', name, { times }) };
  }

  /** Replaces what a field holds, as a person does: click three times, type. */
  async fill(role: string, name: Named, text: string): Promise<void> {
    await this.press(role, name, { times: 3 });
    await this.reach.type(text);
  }

  /** Waits until the words can be read here; answers the whole text. */
  see(words: Named, timeoutMs = 10_000): Promise<string> {
    return waitFor(async () => {
      const text = await this.text();
      const flat = text.replace(/\s+/g, ' ');
      if (typeof words === 'string' ? flat.includes(words) : words.test(flat)) return text;
      throw new Error(`there is: ${flat.slice(0, 1500)}`);
    }, { what: `"${String(words)}" in ${this.what}`, timeoutMs });
  }

  /** Waits until the words are gone. */
  async unsee(words: Named, timeoutMs = 10_000): Promise<void> {
    await waitFor(async () => {
      const flat = (await this.text()).replace(/\s+/g, ' ');
      return !(typeof words === 'string' ? flat.includes(words) : words.test(flat));
    }, { what: `"${String(words)}" to go from ${this.what}`, timeoutMs });
  }
}
