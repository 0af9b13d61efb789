// The mail of one hosting: its state, what may be asked of it, what becomes of that in time, and its figures.
import type { Action, BounceRow, Delays, Options, StoryName, VolumeRow } from '../control/control-calls.ts';
import type { Clock } from './clock.ts';
import { Queue } from './queue.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;

export interface MailStart {
  readonly state: string;
  readonly email: string | null;
  readonly sent: number;
  readonly sentToday: number;
  readonly bounce: number;
  readonly maxPerDay: number;
  readonly mailsPerDay: number;
  readonly bounces: readonly BounceRow[];
  readonly volumes: readonly VolumeRow[];
}

/** A state that is to come, and what becomes of the queue then. */
interface Step {
  readonly at: number;
  readonly state: string;
  readonly purges: boolean;
}

/** What becomes of mails that are sent, where that is not an ordinary day: a story's. */
export interface Course {
  readonly story: StoryName;
  /** Mails were sent at that time, in that state: those that come back at once, oldest first, and the state in which the provider stops it for them, if it does. */
  readonly sent: (at: number, mails: number, state: string) => { readonly bounces: readonly BounceRow[]; readonly stop: string | null };
}

/** The provider keeps this many bounces at most, as far as anybody can ask (`limit` of the schema's `/email/bounces`). */
export const mostBounces = 100;

/** Why an action is not carried out: an answer of the API. */
export interface Refusal {
  readonly status: 400 | 403;
  readonly message: string;
}

/** The states an action is for (facts of the panel's own buttons and guide). */
const rightStates: Readonly<Record<Action, readonly string[]>> = {
  BLOCK: ['ok', 'force'], UNBLOCK: ['ko', 'bounce'], PURGE: ['ko', 'spam', 'bounce'],
};

const sends = (state: string): boolean => state === 'ok' || state === 'force';

export class HostingMail {
  state: string;
  email: string | null;
  sent: number;
  sentToday: number;
  bounce: number;
  maxPerDay: number;
  bounces: readonly BounceRow[];
  volumes: readonly VolumeRow[];
  readonly queue = new Queue();
  /** Whether the site's scripts send mail as time goes by. */
  traffic = true;
  /** Null on ordinary days: one mail in fifty comes back, and nothing stops it. */
  course: Course | null = null;
  #mailsPerDay: number;
  #steps: Step[] = [];
  /** Until when everything is accounted for. */
  #settledAt: number;
  /** Since when mails are counted at the present rate. */
  #since: number;

  constructor(start: MailStart, now: number) {
    ({ state: this.state, email: this.email, sent: this.sent, sentToday: this.sentToday, bounce: this.bounce, maxPerDay: this.maxPerDay } = start);
    this.bounces = start.bounces;
    this.volumes = start.volumes;
    this.#mailsPerDay = start.mailsPerDay;
    this.#settledAt = now;
    this.#since = now;
  }

  get coming(): readonly Step[] {
    return this.#steps;
  }

  /** Brings everything up to now. Nothing happens in between: who looks, settles. */
  settle(now: number): void {
    for (let step = this.#steps[0]; step !== undefined && step.at <= now; step = this.#steps[0]) {
      this.#flow(step.at);
      // What the provider stopped meanwhile has nothing under way any more.
      if (this.#steps[0] !== step) continue;
      this.#steps.shift();
      this.#enter(step);
    }
    this.#flow(now);
  }

  /** Carries out an action, or says why not. */
  request(action: Action, clock: Clock, delays: Delays, options: Pick<Options, 'unblockInBounce'>): Refusal | null {
    this.settle(clock.now());
    const refusal = this.#refusalOf(action, options);
    if (refusal === null) this.#steps = this.#stepsOf(action, clock, delays);
    return refusal;
  }

  /** From now on in this state, whatever was under way. */
  become(state: string, now: number): void {
    this.settle(now);
    this.#steps = [];
    this.state = state;
  }

  /** Figures were set: the next mail is a whole interval away, so that they stand for a while. */
  restartTraffic(now: number, mailsPerDay = this.#mailsPerDay): void {
    this.#mailsPerDay = mailsPerDay;
    this.#since = now;
    this.#settledAt = now;
  }

  #refusalOf(action: Action, { unblockInBounce }: Pick<Options, 'unblockInBounce'>): Refusal | null {
    if (action === 'UNBLOCK' && this.state === 'bounce' && unblockInBounce !== 'force') {
      return { status: unblockInBounce, message: 'You have to purge your mails before unblocking' };
    }
    if (rightStates[action].includes(this.state)) return null;
    if (action === 'UNBLOCK' && this.state === 'spam') return { status: 400, message: 'You have to purge your mails before unblocking' };
    return { status: 400, message: `Action ${action} is not available when the state is ${this.state}` };
  }

  #stepsOf(action: Action, clock: Clock, delays: Delays): Step[] {
    if (action === 'BLOCK') return [this.#soonest({ at: clock.after(delays.blockMs), state: 'ko', purges: false })];
    if (action === 'UNBLOCK') {
      const state = this.state === 'bounce' ? 'force' : 'ok';
      return [this.#soonest({ at: clock.after(delays.unblockMs), state, purges: false })];
    }
    const shown = this.#soonest({ at: clock.after(delays.purgeHiddenMs), state: 'purging', purges: false });
    return [shown, { at: Math.max(shown.at, clock.after(delays.purgeHiddenMs + delays.purgeMs)), state: 'ok', purges: true }];
  }

  /** The same action asked for twice is not slower for it. */
  #soonest(step: Step): Step {
    const same = this.#steps.find(({ state }) => state === step.state);
    return same !== undefined && same.at < step.at ? same : step;
  }

  #enter(step: Step): void {
    this.state = step.state;
    if (step.purges) this.queue.purge();
    if (sends(this.state)) this.#count(this.queue.release());
  }

  #flow(until: number): void {
    while (this.#settledAt < until) {
      const midnight = (Math.floor(this.#settledAt / dayMs) + 1) * dayMs;
      this.#mails(Math.min(midnight, this.#settledAt + this.#strideMs(), until));
      if (this.#settledAt === midnight) this.#nextDay(midnight);
    }
    this.#settledAt = until;
    this.#since = Math.min(this.#since, until);
    this.queue.drop(until);
  }

  /** A course goes mail by mail: each may be the one that stops it. */
  #strideMs(): number {
    if (!sends(this.state)) return hourMs;
    return this.course === null ? dayMs : dayMs / Math.max(1, this.#mailsPerDay);
  }

  #mails(until: number): void {
    const count = this.#madeBy(until) - this.#madeBy(this.#settledAt);
    this.#settledAt = until;
    if (sends(this.state)) this.#count(count);
    else this.queue.add(until, count);
  }

  #madeBy(at: number): number {
    return !this.traffic ? 0 : Math.floor(((at - this.#since) * this.#mailsPerDay) / dayMs);
  }

  #count(mails: number): void {
    const fiftiethsBefore = Math.floor(this.sent / 50);
    this.sent += mails;
    this.sentToday += mails;
    if (this.course === null) this.bounce += Math.floor(this.sent / 50) - fiftiethsBefore;
    else if (mails > 0) this.#follow(this.course.sent(this.#settledAt, mails, this.state));
  }

  #follow({ bounces, stop }: ReturnType<Course['sent']>): void {
    this.bounce += bounces.length;
    this.bounces = [...[...bounces].reverse(), ...this.bounces].slice(0, mostBounces);
    if (stop === null) return;
    this.state = stop;
    this.#steps = [];
  }

  /** A day of the provider ends at midnight UTC here; its real time zone is not known. */
  #nextDay(midnight: number): void {
    this.volumes = [{ date: new Date(midnight - dayMs).toISOString(), volume: this.sentToday }, ...this.volumes].slice(0, 60);
    this.sentToday = 0;
  }
}
