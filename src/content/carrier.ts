// Carries one write of the background to the panel's own API, because the provider may take writes only from its own origin.
import type { Carriage, Carried } from '../platform/messages.ts';

/** The only writes that Sluice ever makes, for one hosting each. */
const paths = { POST: /^\/hosting\/web\/[^/?#]+\/(?:email\/request|unblockTCPOut)$/, PUT: /^\/hosting\/web\/[^/?#]+\/email$/ };
const timeOutMs = 20_000;
const longest = 65_536;

function isCarriage(given: unknown): given is Carriage {
  const { method, path, body } = (given ?? {}) as Partial<Carriage>;
  return (method === 'POST' || method === 'PUT') && typeof path === 'string' && typeof body === 'string'
    && paths[method].test(path) && !path.includes('..');
}

/** Sends it once. Null for anything that is not one of these; status 0 when no answer came. */
export async function carry(given: unknown): Promise<Carried | null> {
  if (!isCarriage(given)) return null;
  const { method, path, body } = given;
  try {
    const response = await fetch(`/engine/apiv6${path}`, {
      method, body, credentials: 'same-origin', redirect: 'manual', signal: AbortSignal.timeout(timeOutMs),
      headers: { Accept: 'application/json', 'Content-Type': 'application/json;charset=utf-8' },
    });
    return { status: response.status, body: (await response.text()).slice(0, longest) };
  } catch {
    // Whether it arrived is not known: the background reads the state, nobody sends again.
    return { status: 0, body: '' };
  }
}
