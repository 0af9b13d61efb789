// The sandbox as a process of its own, started as `npm run sandbox` starts it; ends with the one that started it.
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { SandboxPlace } from './kinds.ts';
import { within } from './wait.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface RunningSandbox extends SandboxPlace {
  /** `http://127.0.0.1:port` of its control. */
  readonly control: string;
  readonly speed: number;
  /** Rejects never; resolves when the process has gone. */
  stop(): Promise<void>;
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('the sandbox has no output');
  const lines = createInterface({ input: child.stdout });
  return new Promise((resolve, reject) => {
    lines.once('line', resolve);
    child.once('exit', (status) => reject(new Error(`the sandbox ended with ${status}`)));
    child.once('error', reject);
  });
}

/** Starts it on free ports; `speed` 60 makes ten minutes of the provider ten seconds. */
export async function startSandbox({ hostings, speed }: { hostings: number; speed: number }): Promise<RunningSandbox> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/sandbox/main.ts', '--port', '0', '--hostings', String(hostings), '--speed', String(speed)], {
    cwd: root, stdio: ['pipe', 'pipe', 'inherit'],
  });
  const gone = new Promise<void>((resolve) => { child.once('exit', () => resolve()); });
  const end = (): void => { child.kill('SIGTERM'); };
  process.once('exit', end);
  const stop = async (): Promise<void> => {
    process.off('exit', end);
    end();
    await within(5_000, 'the sandbox to end', gone).catch(() => { child.kill('SIGKILL'); return gone; });
  };
  try {
    const said = JSON.parse(await within(30_000, 'the sandbox to start', firstLine(child))) as SandboxPlace & { control: string };
    return { ...said, speed, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
