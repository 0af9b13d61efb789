// Tells when the page's address changes. The panel's shell uses history.replaceState, which makes no hashchange event.

interface WithNavigation {
  readonly navigation?: EventTarget;
}

/** Calls `moved` after every change of the address until the signal aborts. Looks once a second only where nothing tells. */
export function followNavigation(moved: () => void, signal: AbortSignal): void {
  let before = location.href;
  const look = (): void => {
    if (location.href === before) return;
    before = location.href;
    moved();
  };
  addEventListener('hashchange', look, { signal });
  addEventListener('popstate', look, { signal });
  const { navigation } = globalThis as WithNavigation;
  if (navigation !== undefined) {
    navigation.addEventListener('currententrychange', look, { signal });
    return;
  }
  const timer = setInterval(look, 1_000);
  signal.addEventListener('abort', () => clearInterval(timer));
}
