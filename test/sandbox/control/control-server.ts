// The control calls as plain HTTP on loopback.
import { Hono } from 'hono';
import type { Control, ControlName } from './control-calls.ts';
import { controlNames } from './control-calls.ts';
import { ControlError } from './control-error.ts';
import { shapes } from './control-shapes.ts';

export function controlApp(control: Control): Hono {
  const app = new Hono();
  app.get('/', (context) => context.json({ calls: controlNames }));
  app.post('/:name', async (context) => {
    const name = controlNames.find((one) => one === context.req.param('name'));
    if (name === undefined) return context.json({ message: `There is no call ${context.req.param('name')}. The calls are ${controlNames.join(', ')}.` }, 400);
    const args = argumentsOf(await context.req.text());
    const wrong = args === undefined ? 'JSON' : shapes[name](args);
    if (wrong !== null) return context.json({ message: `The body of ${name} must be ${wrong}.` }, 400);
    return context.json(await called(control, name, args) as object, 200);
  });
  app.notFound((context) => context.json({ message: 'A control call is a POST to /<call>; GET / names them.' }, 400));
  app.onError((error, context) => {
    if (error instanceof ControlError) return context.json({ message: error.message }, 400);
    throw error;
  });
  return app;
}

function called(control: Control, name: ControlName, args: unknown): Promise<unknown> {
  // The shape has just been checked against the table of that very name.
  return (control[name] as (args: unknown) => Promise<unknown>)(args);
}

/** An empty body is no arguments; undefined where it is not JSON. */
function argumentsOf(body: string): unknown {
  try {
    return body.trim() === '' ? {} : (JSON.parse(body) as unknown);
  } catch {
    // The caller is told.
    return undefined;
  }
}
