// The commands that pages and the panel's script may give to the background, and what the background may ask of a panel tab.
import type { ActionKind } from '../core/actions.ts';
import type { Refusal } from '../core/refusal.ts';
import type { AccountId, Guard, HostingId, Hush, Region, Time } from '../core/model.ts';
import type { Secret } from '../core/secret.ts';
import type { PanelView, QuestionView } from '../core/panel/panel-view.ts';

/** What was read just before the question, and the id that makes its confirmation count once. */
export interface Question {
  readonly ask: string;
  readonly hosting: HostingId;
  readonly kind: ActionKind;
  /** The state as just read; the consequences shown are those of this state. */
  readonly seen: string;
  readonly readAt: Time;
}

/** The user's yes. `seen` is the state whose consequences were shown. */
export interface Confirmation {
  readonly ask: string;
  readonly hosting: HostingId;
  readonly kind: ActionKind;
  readonly seen: string;
  readonly stayBlocked: boolean;
  readonly recipient: string | null;
}

export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

/** Commands of Sluice's own pages (popup, options). Pages draw what is stored; replies carry only what is not stored. */
export interface PageCommands {
  /** Sweeps every account now. Resolves when the sweep has been started or joined, not when it ends. */
  checkNow(args: Record<string, never>): Reply<null>;
  /** Somebody looks: keeps what is on screen no older than half a minute. Said at opening and again every `attendMs`. */
  attend(args: { hosting: HostingId | null }): Reply<null>;
  /** Reads a hosting's state, volumes and bounces afresh into storage; resolves when they are there. */
  readHosting(args: { hosting: HostingId }): Reply<null>;
  /** Reads the state afresh and answers what to confirm. Changes nothing at the provider. */
  ask(args: { hosting: HostingId; kind: ActionKind }): Reply<Question>;
  /** Writes the action down and starts it. The same `ask` twice starts it once. */
  confirm(args: Confirmation): Reply<null>;
  /** The user has read how an action ended. */
  dismiss(args: { hosting: HostingId }): Reply<null>;
  /** Asks for silence about a hosting, or ends it with null. */
  hush(args: { hosting: HostingId; hush: Hush | null }): Reply<null>;
  /** Sets the limit at which Sluice blocks by itself, or takes it away with null. */
  guard(args: { hosting: HostingId; guard: Guard | null }): Reply<null>;
  /** Focuses a tab that shows this hosting (or, with null, any panel tab of the region), else opens one. */
  openPanel(args: { region: Region; hosting: HostingId | null }): Reply<null>;
  /** Adds an account by key, token or service account, once the provider has said who it is. */
  addAccount(args: { region: Region; name: string; secret: Secret }): Reply<null>;
  /** Asks the provider for a consumer key with exactly the rights needed, opens its validation page and waits; see the item `asking`. */
  askCredential(args: { region: Region; name: string; applicationKey: string; applicationSecret: string; rights: 'full' | 'read' }): Reply<null>;
  renameAccount(args: { account: AccountId; name: string }): Reply<null>;
  /** Removes an account and all that belongs to it; ends its consumer key at the provider where it can. */
  forget(args: { account: AccountId }): Reply<null>;
  /** Puts the secrets under a passphrase, or out from under it with null. */
  setPassphrase(args: { passphrase: string | null }): Reply<null>;
  unlock(args: { passphrase: string }): Reply<null>;
  lock(args: Record<string, never>): Reply<null>;
  /** Whether a passphrase is set, and given. */
  vault(args: Record<string, never>): Reply<'open' | 'locked' | 'unlocked'>;
  /** Focuses the dashboard, or opens it; at a hosting, and with a question about it, where they are given. */
  openDashboard(args: { hosting: HostingId | null; ask: ActionKind | null }): Reply<null>;
  /** Forgets every account and removes all that Sluice stored in this browser. */
  erase(args: Record<string, never>): Reply<null>;
  /** Changes settings; unknown fields are refused by the decoder. */
  changeSettings(args: { changes: Record<string, unknown> }): Reply<null>;
}

/**
 * Commands of the script inside the control panel. Less trusted than a page: which hosting is meant is read from the tab's
 * own URL, never from the message.
 */
export interface PanelCommands {
  /** The style rules of the chip and its panel: sent when a hosting is open, so that other pages do not carry them. */
  dress(args: Record<string, never>): Reply<string>;
  /** The view of the hosting that the tab shows, or null when there is nothing to show. `fresh` asks for a new reading. */
  look(args: { fresh: boolean }): Reply<PanelView | null>;
  ask(args: { kind: ActionKind }): Reply<QuestionView>;
  /** Answers the view with the action under way, or a sentence saying why not. */
  confirm(args: { ask: string; kind: ActionKind; stayBlocked: boolean; recipient: string | null }): Reply<PanelView | null>;
}

/** What travels. `from` says which of the two protocols is spoken; the background believes the browser's sender, not this word. */
export type Envelope =
  | { readonly sluice: 'page'; readonly command: keyof PageCommands; readonly args: unknown }
  | { readonly sluice: 'panel'; readonly command: keyof PanelCommands; readonly args: unknown };

/** A write of the session account that a panel tab carries, because the provider insists on its own origin. Same-origin `/engine/apiv6` + path. */
export interface Carriage {
  readonly method: 'POST' | 'PUT';
  /** `/hosting/web/{serviceName}/email`, `…/email/request` or `…/unblockTCPOut`, nothing else. */
  readonly path: string;
  /** JSON, or empty. */
  readonly body: string;
}

/** What the background sends to a panel tab's script. */
export type ToPanel =
  | { readonly sluice: 'carry'; readonly carriage: Carriage }
  | { readonly sluice: 'view'; readonly view: PanelView | null };

/** What came of a carriage; `status` 0 when no answer came. `body` at most 64 KiB of text. */
export interface Carried {
  readonly status: number;
  readonly body: string;
}

export type Command<P, K extends keyof P> = P[K] extends (args: infer A) => infer R ? { args: A; reply: R } : never;
