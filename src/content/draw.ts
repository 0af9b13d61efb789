// Elements from plain data. Texts are always set as text, whoever wrote them.

type Attributes = Readonly<Record<string, string | boolean | null>>;
type Child = Node | string | null;

/** An element with attributes (null or false: none; true: empty) and children (null: none). */
export function element<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null && value !== false) made.setAttribute(name, value === true ? '' : value);
  made.append(...children.filter((child): child is Node | string => child !== null));
  return made;
}

const svg = 'http://www.w3.org/2000/svg';

/** A mark; it says nothing to a screen reader, the words beside it do. */
export function icon(d: string, size = 18): SVGElement {
  const made = document.createElementNS(svg, 'svg');
  const path = document.createElementNS(svg, 'path');
  path.setAttribute('d', d);
  for (const [name, value] of [['viewBox', '0 0 18 18'], ['width', String(size)], ['height', String(size)], ['aria-hidden', 'true']] as const) made.setAttribute(name, value);
  made.append(path);
  return made;
}

/** A button that only a person can press: what a page's script dispatches is not trusted. */
export function button(attributes: Attributes, pressed: () => void, ...children: Child[]): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, ...children);
  made.addEventListener('click', (event) => { if (event.isTrusted) pressed(); });
  return made;
}
