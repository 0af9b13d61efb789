// `/hosting/web` and `/hosting/web/{serviceName}` apart from mail (schema of July 2024).
import { type Answer, badRequest, notFound, ok } from './answer.ts';
import { type Call, type Endpoint, ofHosting } from './call.ts';
import { type Hosting, serviceBody, serviceInfos, taskBody } from '../world/hosting.ts';
import { paged, wantsPages } from './paging.ts';

const base = '/hosting/web';

export const hostingEndpoints: readonly Endpoint[] = [
  { method: 'GET', path: base, action: 'webHosting:apiovh:get', answer: list },
  { method: 'GET', path: `${base}/attachedDomain`, action: 'account:apiovh:webHosting/attachedDomain/get', answer: hostingsOfDomain },
  { method: 'GET', path: `${base}/:serviceName`, action: 'webHosting:apiovh:get', answer: ofHosting((hosting) => ok(serviceBody(hosting))) },
  { method: 'GET', path: `${base}/:serviceName/serviceInfos`, action: 'webHosting:apiovh:serviceInfos/get', answer: infos },
  { method: 'GET', path: `${base}/:serviceName/attachedDomain`, action: 'webHosting:apiovh:attachedDomain/get', answer: ofHosting((hosting) => ok(hosting.domains)) },
  { method: 'GET', path: `${base}/:serviceName/tasks`, action: 'webHosting:apiovh:tasks/get', answer: ofHosting(tasks) },
  { method: 'GET', path: `${base}/:serviceName/tasks/:id`, action: 'webHosting:apiovh:tasks/get', answer: ofHosting(task) },
  { method: 'GET', path: `${base}/:serviceName/metricsToken`, action: 'webHosting:apiovh:metricsToken/get', answer: ofHosting(metricsToken) },
];

function list(call: Call): Answer {
  const hostings = call.world.hostingsOf(call.caller.nichandle);
  if (!wantsPages(call)) return ok(hostings.map(({ serviceName }) => serviceName));
  return paged(call, hostings.map(serviceBody));
}

function hostingsOfDomain({ world, caller, query }: Call): Answer {
  const domain = query.get('domain');
  if (domain === null) return badRequest('Missing parameter: domain');
  return ok(world.hostingsOf(caller.nichandle).filter(({ domains }) => domains.includes(domain)).map(({ serviceName }) => serviceName));
}

/** Tells of an expired hosting that it is expired, so it does not refuse. */
function infos(call: Call): Answer {
  const hosting = call.world.hosting(call.params['serviceName'] ?? '');
  if (hosting === undefined || hosting.nichandle !== call.caller.nichandle) return notFound('This service does not exist');
  return ok(serviceInfos(hosting, call.world.clock.now()));
}

function tasks(hosting: Hosting, call: Call): Answer {
  const now = call.world.clock.now();
  const wanted = { function: call.query.get('function') ?? '', status: call.query.get('status') ?? '' };
  const found = hosting.tasks.filter((one) => one.function.includes(wanted.function)).map((one) => taskBody(one, now))
    .filter(({ status }) => status.includes(wanted.status));
  return wantsPages(call) ? paged(call, found) : ok(found.map(({ id }) => id));
}

function task(hosting: Hosting, { params, world }: Call): Answer {
  const found = hosting.tasks.find(({ id }) => String(id) === params['id']);
  return found === undefined ? notFound('The requested object (id) does not exist') : ok(taskBody(found, world.clock.now()));
}

function metricsToken({ serviceName }: Hosting, { world, host }: Call): Answer {
  if (!world.options.metricsToken) return notFound('Got an invalid (or empty) URL');
  const expiry = new Date(world.clock.now() + 3_600_000).toISOString();
  return ok({ endpoint: `https://${host}/metrics`, token: `sandbox-${serviceName}`, expiry });
}
