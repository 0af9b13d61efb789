// What the sandbox can be told and asked, in this process; control-server.ts offers the same over HTTP.
//
// Over HTTP each call is `POST /<call>` with a JSON object, and answers JSON. An unknown call or a wrong body is a 400 with
// `{message}`. `GET /` names the calls. Times are milliseconds; provider times are divided by the speed. `?` marks what may be left out.
//
// | call           | takes                                                    | gives                                              |
// | -------------- | -------------------------------------------------------- | -------------------------------------------------- |
// | hostings       | nichandle?                                               | every hosting as it is now                         |
// | hosting        | serviceName                                              | the hosting                                        |
// | setHosting     | serviceName, state? email? sent? sentToday? bounce? maxPerDay? bounces? volumes? queued? mailsPerDay? displayName? offer? mailsoutState? outState? spoofing? | the hosting |
// | addHosting     | serviceName, region?, and all of setHosting              | the hosting                                        |
// | story          | serviceName, story                                       | the hosting, with a story's past, which goes on    |
// | removeHosting  | serviceName                                              | null; 404 from now on                              |
// | expireHosting  | serviceName, expired?                                    | the hosting; 460 from now on                       |
// | delays         | blockMs? unblockMs? purgeMs? purgeHiddenMs?              | the delays, in provider milliseconds               |
// | options        | origin? batch? batchMax? batchErrors? paging? unblockInBounce? abuse? metricsToken? connectSrc? sameSite? oldPanel? limitPerMinute? retryAfter? traffic? | all options |
// | clock          | advanceMs? setTo? speed?                                 | now, offsetMs, speed                               |
// | nextAnswer     | path, method? host? times? status? body? text? headers? delayMs? cut? silence? execute? drip? | id            |
// | clearAnswers   |                                                          | null                                               |
// | pause          | method? path? host? when?                                | null                                               |
// | held           |                                                          | ids of the requests held now                       |
// | release        |                                                          | released                                           |
// | session        | is, region?                                              | null                                               |
// | login          | region? nichandle?                                       | cookies                                            |
// | switchUser     | nichandle, region? hostings?                             | null                                               |
// | requests       | method? path? host? sinceId?                             | requests received, oldest first                    |
// | clearRequests  |                                                          | null; forgets what was executed as well            |
// | executed       | serviceName?                                             | what was carried out, oldest first                 |
// | refusedHosts   |                                                          | hosts the proxy refused                            |
// | makeKeys       | region? rules? validForMs?                               | applicationKey, applicationSecret, consumerKey     |
// | credential     | consumerKey, status? rules?                              | status                                             |
// | makeToken      | region? user? actions? validForMs?                       | token                                              |
// | makeClient     | region? actions?                                         | clientId, clientSecret                             |
// | revoke         | token? clientId?                                         | revoked                                            |
import type { Control } from './control-calls.ts';
import { accountCalls } from './control-accounts.ts';
import { hostingCalls } from './control-hostings.ts';
import type { World } from '../world/world.ts';

export function controlOf(world: World): Control {
  return { ...hostingCalls(world), ...accountCalls(world), ...worldCalls(world) };
}

type WorldCalls = Pick<Control, 'delays' | 'options' | 'clock' | 'nextAnswer' | 'clearAnswers' | 'pause' | 'held' | 'release' | 'requests' | 'clearRequests' | 'executed' | 'refusedHosts'>;

function worldCalls(world: World): WorldCalls {
  const { clock, faults, received } = world;
  return {
    delays: async (change = {}) => (world.delays = { ...world.delays, ...change }),
    options: async (change = {}) => { world.setOptions(change); return world.options; },
    clock: async ({ advanceMs, setTo, speed } = {}) => {
      if (setTo !== undefined) clock.set(setTo);
      if (advanceMs !== undefined) clock.advance(advanceMs);
      if (speed !== undefined) clock.speed = speed;
      return { now: clock.now(), offsetMs: clock.offsetMs, speed: clock.speed };
    },
    nextAnswer: async (answer) => ({ id: faults.add(answer) }),
    clearAnswers: async () => { faults.clear(); return null; },
    pause: async ({ when = 'after', ...match } = {}) => { faults.pause(match, when); return null; },
    held: async () => faults.held,
    release: async () => ({ released: faults.release() }),
    requests: async (match = {}) => received.list(match),
    clearRequests: async () => { received.clear(); world.executed.length = 0; return null; },
    executed: async ({ serviceName } = {}) => world.executed.filter((one) => serviceName === undefined || one.serviceName === serviceName),
    refusedHosts: async () => [...world.refusedHosts],
  };
}
