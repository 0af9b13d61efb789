// What answering a command needs beside the ports.
import type { Say } from '../core/text.ts';
import type { Ports } from './ports.ts';

export interface Desk {
  readonly ports: Ports;
  /** Says a text in the user's language. */
  readonly say: (say: Say) => string;
  /** Starts a sweep with a new list, into every region, unless one is under way; does not wait for it. */
  readonly checkNow: () => void;
  /** Starts a sweep of what is known, unless one is under way or is held off. */
  readonly sweepNow: () => void;
  /** Runs work that outlives the answer; its failure is reported, not lost. */
  readonly later: (work: Promise<unknown>) => void;
  /** Delivers what is stored to be told. */
  readonly tell: () => Promise<void>;
}
