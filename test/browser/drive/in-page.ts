// Runs inside a page: what a person (or a screen reader) finds there, by role and name. Serialised as it stands, so it uses nothing from outside.

export interface Control {
  readonly role: string;
  readonly name: string;
  /** Centre, in CSS pixels of the viewport. */
  readonly x: number;
  readonly y: number;
  readonly enabled: boolean;
  readonly checked: boolean | null;
  readonly expanded: boolean | null;
  readonly focused: boolean;
  /** Of fields. */
  readonly value: string | null;
}

/** Every visible control, heading and landmark below `root` in document order. With `scrollTo`, that one is scrolled into view first. */
export function controlsIn(root: Document | ShadowRoot, scrollTo: number | null): Control[] {
  const roles: Record<string, string> = {
    button: 'button', summary: 'button', a: 'link', select: 'combobox', textarea: 'textbox', dialog: 'dialog', main: 'main',
    h1: 'heading', h2: 'heading', h3: 'heading', h4: 'heading', section: 'region', progress: 'progressbar', table: 'table',
  };
  const inputs: Record<string, string> = { checkbox: 'checkbox', radio: 'radio', submit: 'button', button: 'button', number: 'spinbutton', search: 'searchbox', range: 'slider' };
  const clean = (text: string): string => text.replace(/\s+/g, ' ').trim();
  const roleOf = (element: Element): string => {
    const given = element.getAttribute('role');
    if (given !== null) return given;
    const tag = element.localName;
    return tag === 'input' ? inputs[(element as HTMLInputElement).type] ?? 'textbox' : roles[tag] ?? '';
  };
  const spoken = (node: Node): string => {
    if (node.nodeType === 3) return node.textContent ?? '';
    if (node.nodeType !== 1) return '';
    const element = node as Element;
    if (element.getAttribute('aria-hidden') === 'true' || !element.checkVisibility()) return '';
    return element.getAttribute('aria-label') ?? [...element.childNodes].map(spoken).join(' ');
  };
  const byIds = (ids: string): string => ids.split(/\s+/).map((id) => root.getElementById(id)?.textContent ?? '').join(' ');
  const nameOf = (element: Element): string => {
    const by = element.getAttribute('aria-labelledby');
    const label = element.getAttribute('aria-label');
    if (by !== null) return clean(byIds(by));
    if (label !== null) return clean(label);
    const labels = (element as HTMLInputElement).labels;
    if (labels !== undefined && labels !== null && labels.length > 0) return clean([...labels].map((one) => one.textContent).join(' '));
    return clean([...element.childNodes].map(spoken).join(' ')) || clean(element.getAttribute('title') ?? '');
  };
  const shown = (element: Element): boolean => {
    const { width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0 && element.checkVisibility({ checkOpacity: false, checkVisibilityCSS: true });
  };
  const flag = (element: Element, name: string): boolean | null => {
    const given = element.getAttribute(name);
    return given === null ? null : given === 'true';
  };
  const found = [...root.querySelectorAll('*')].filter((element) => roleOf(element) !== '' && roleOf(element) !== 'presentation' && shown(element));
  if (scrollTo !== null) found[scrollTo]?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  return found.map((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const field = element as HTMLInputElement;
    const role = roleOf(element);
    return {
      role, name: nameOf(element), x: left + width / 2, y: top + height / 2,
      enabled: !element.matches(':disabled') && element.getAttribute('aria-disabled') !== 'true',
      checked: role === 'checkbox' || role === 'radio' || role === 'switch' ? flag(element, 'aria-checked') ?? field.checked : null,
      expanded: flag(element, 'aria-expanded'),
      focused: root.activeElement === element,
      value: typeof field.value === 'string' && element.localName !== 'button' ? field.value : null,
    };
  });
}

/** What can be read below `root`, in lines. */
export function textIn(root: Document | ShadowRoot): string {
  const tops = 'body' in root ? [root.body] : [...root.children].filter((child) => child.localName !== 'style') as HTMLElement[];
  return tops.map((top) => top.innerText ?? '').join('\n');
}
