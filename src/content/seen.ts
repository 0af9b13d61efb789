// Whether a person could see what Sluice put on the page: a page may make it transparent, and lay a lure under it.

const everyMs = 100;

/** By which styles a page hides what is still there to be clicked. A filter that only changes colours hides nothing: some people read dark that way. */
const hides: Readonly<Record<string, RegExp>> = {
  opacity: /^0(\.[0-8]|$)/, filter: /opacity|blur|url/, transform: /^(?!none)/, clipPath: /^(?!none)/, maskImage: /^(?!none)/, visibility: /^(?!visible)/,
};

/** Whether neither Sluice's element nor the document is hidden by a style of the page. */
function isPlain(shown: Element): boolean {
  const root = shown.getRootNode();
  const around = [document.documentElement, ...(root instanceof ShadowRoot ? [root.host] : [])];
  return around.every((one) => {
    const style = getComputedStyle(one) as unknown as Record<string, string | undefined>;
    // A style that the browser does not have is empty.
    return Object.entries(hides).every(([name, hiding]) => !style[name] || !hiding.test(style[name]));
  });
}

/** Tells whether it could be seen for `forMs` milliseconds on end, at each change, as long as it is on the page. Answers how to ask at the moment of a click. */
export function watchSeen(shown: Element, forMs: number, tell: (is: 'seen' | 'hidden') => void): () => boolean {
  let ticks = 0;
  let was: 'seen' | 'hidden' | null = null;
  const look = (): void => {
    if (!shown.isConnected) return clearInterval(timer);
    const clear = isPlain(shown);
    ticks = clear ? ticks + 1 : 0;
    const is = ticks * everyMs >= forMs ? 'seen' : clear ? null : 'hidden';
    if (is !== null && is !== was) tell(is);
    was = is ?? was;
  };
  const timer = setInterval(look, everyMs);
  return () => was === 'seen' && isPlain(shown);
}
