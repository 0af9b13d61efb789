// What the tests use of the official `ovh` client, which brings no types. Source: its README.
declare module 'ovh' {
  interface Settings {
    readonly appKey: string;
    readonly appSecret: string;
    readonly consumerKey?: string;
    readonly endpoint?: 'ovh-eu' | 'ovh-ca';
    readonly port?: number;
    /** Seconds between the provider's clock and this machine's; asked for when left out. */
    readonly apiTimeDiff?: number;
  }
  interface Client {
    /** Rejects with `{error, message}`: the status and the provider's message. */
    readonly requestPromised: (method: string, path: string, params?: Record<string, unknown>) => Promise<unknown>;
  }
  const make: (settings: Settings) => Client;
  export default make;
}
