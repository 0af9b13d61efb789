// A browser's profile folder: made for one test browser, removed when it ends.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Profile {
  readonly path: string;
  /** Removes it, if it was made here. */
  remove(): void;
}

export function profile(given: string | undefined, name: string): Profile {
  if (given !== undefined) return { path: given, remove: () => undefined };
  const path = mkdtempSync(join(tmpdir(), `sluice-${name}-`));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }) };
}
