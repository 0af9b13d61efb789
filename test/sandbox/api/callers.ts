// Who asks, once it is known: whose hostings are seen, and what is allowed.
import type { AccessRule } from '../control/control-calls.ts';
import type { Region } from '../web/places.ts';

export type Method = 'account' | 'user' | 'oauth2_client_credentials';

export interface CallerOf {
  readonly region: Region;
  readonly nichandle: string;
  /** How `/auth/details` names the way in. */
  readonly method: Method;
  /** A local user or a service account; null for the customer. */
  readonly user: string | null;
  /** IAM actions allowed, `*` for any characters; null: everything. */
  readonly actions: readonly string[] | null;
  /** Routes allowed by a consumer key; null: all. */
  readonly rules: readonly AccessRule[] | null;
  /** Ends what the caller came with: `POST /auth/logout`. */
  readonly end: () => void;
  /** `auth.ApiCredential`; null where there is none. */
  readonly credential: Readonly<Record<string, unknown>> | null;
}
