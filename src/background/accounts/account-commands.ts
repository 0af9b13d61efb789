// Answers to the options page's commands about accounts and their secrets.
import type { AccountId, Region } from '../../core/model.ts';
import { decodeSecret } from '../../core/secret.ts';
import { fields, isText, oneOf, shaped } from '../../core/shape.ts';
import type { Reply } from '../../platform/messages.ts';
import type { Received } from '../../platform/receive.ts';
import { addAccount, forget, renameAccount } from './accounts.ts';
import { type Application, startAsking, waitForAnswer } from './asking.ts';
import type { Desk } from '../desk.ts';

const done: Reply<null> = { ok: true, value: null };
const isRegion = oneOf<Region>('eu', 'ca');
const isApplication = shaped<Application>({ region: isRegion, name: isText, applicationKey: isText, applicationSecret: isText, rights: oneOf('full', 'read') });

async function added(desk: Desk, region: Region, name: string, given: unknown): Promise<Reply<null> | null> {
  const secret = decodeSecret(given);
  if (secret === null) return null;
  const reply = await addAccount(desk.ports, { region, name, secret });
  if (reply.ok) desk.checkNow();
  return reply;
}

async function asked(desk: Desk, application: Application): Promise<Reply<null>> {
  const reply = await startAsking(desk.ports, application);
  if (reply.ok) desk.later(seeAnswer(desk));
  return reply;
}

/** Waits for the answer to an asked key, and looks through it at once. */
export async function seeAnswer(desk: Desk): Promise<void> {
  if (await waitForAnswer(desk.ports)) desk.checkNow();
}

async function unlocked(desk: Desk, passphrase: string): Promise<Reply<null>> {
  if (!(await desk.ports.secrets.unlock(passphrase))) return { ok: false, refusal: { kind: 'wrongPassphrase' } };
  desk.checkNow();
  return done;
}

async function passphraseSet(desk: Desk, passphrase: string | null): Promise<Reply<null>> {
  return (await desk.ports.secrets.setPassphrase(passphrase)) ? done : { ok: false, refusal: { kind: 'locked' } };
}

/** Null for what is no such command, or does not fit. */
export async function answerAccounts(desk: Desk, { command, args }: Received): Promise<Reply<unknown> | null> {
  const given = fields(args) ?? {};
  const { account, region, name, passphrase } = given;
  switch (command) {
    case 'addAccount': return isRegion(region) && isText(name) ? added(desk, region, name, given['secret']) : null;
    case 'askCredential': return isApplication(given) ? asked(desk, given) : null;
    case 'renameAccount': if (!isText(account) || !isText(name)) return null; await renameAccount(desk.ports, account as AccountId, name); return done;
    case 'forget': if (!isText(account)) return null; await forget(desk.ports, account as AccountId); await desk.tell(); return done;
    case 'setPassphrase': return passphrase === null || (isText(passphrase) && passphrase !== '') ? passphraseSet(desk, passphrase) : null;
    case 'unlock': return isText(passphrase) ? unlocked(desk, passphrase) : null;
    case 'lock': await desk.ports.secrets.lock(); desk.checkNow(); return done;
    case 'vault': return { ok: true, value: await desk.ports.secrets.state() };
    default: return null;
  }
}
