// Ways to reach a screen: a page's own document, and the closed shadow roots that each browser shows to its driver only.
import type { CDPSession, Frame, Page } from 'puppeteer-core';
import type { Reach } from './screen.ts';
import { sourceOf } from './screen.ts';

/** Mouse and keyboard of the page: trusted events, at the place where the thing is drawn. */
export function hands(page: Page): Omit<Reach, 'run'> {
  return {
    clickAt: async (x, y, times) => {
      await page.bringToFront();
      await page.mouse.click(x, y, { count: times });
    },
    type: (text) => page.keyboard.type(text),
    key: (name) => page.keyboard.press(name),
  };
}

const asJson = (args: readonly unknown[]): string => args.map((arg) => JSON.stringify(arg) ?? 'undefined').join(', ');

export function documentReach(page: Page): Reach {
  return {
    ...hands(page),
    run: async (inPage, ...args) => {
      const answer = await page.evaluate(`Promise.resolve((${sourceOf(inPage as never)})(document, ${asJson(args)})).then((value) => JSON.stringify(value))`);
      return (answer === undefined ? undefined : JSON.parse(answer as string)) as never;
    },
  };
}

interface CdpNode {
  readonly backendNodeId: number;
  readonly shadowRootType?: string;
  readonly children?: readonly CdpNode[];
  readonly shadowRoots?: readonly CdpNode[];
  readonly contentDocument?: CdpNode;
}

/** Closed shadow roots below a node, with whether they are in a frame of the page. */
function closedBelow(node: CdpNode, frame: 'top' | 'sub'): { id: number; frame: 'top' | 'sub' }[] {
  const own = (node.shadowRoots ?? []).filter((root) => root.shadowRootType === 'closed').map((root) => ({ id: root.backendNodeId, frame }));
  const below = [...(node.children ?? []), ...(node.shadowRoots ?? [])].flatMap((child) => closedBelow(child, frame));
  return [...own, ...below, ...(node.contentDocument === undefined ? [] : closedBelow(node.contentDocument, 'sub'))];
}

/** Chromium: the DevTools protocol sees through closed shadow roots. */
export async function closedRootsInChromium(page: Page, session: CDPSession): Promise<{ reach: Reach; frame: 'top' | 'sub' }[]> {
  const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
  return closedBelow(root as CdpNode, 'top').map(({ id, frame }) => ({
    frame,
    reach: {
      ...hands(page),
      run: async (inPage, ...args) => {
        const { object } = await session.send('DOM.resolveNode', { backendNodeId: id });
        const { result, exceptionDetails } = await session.send('Runtime.callFunctionOn', {
          objectId: object.objectId ?? '', awaitPromise: true, returnByValue: true,
          functionDeclaration: `async function () { return JSON.stringify(await (${sourceOf(inPage as never)})(this, ${asJson(args)})); }`,
        });
        if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
        return (result.value === undefined ? undefined : JSON.parse(result.value as string)) as never;
      },
    },
  }));
}

interface BidiNode {
  readonly sharedId?: string;
  readonly value?: { readonly mode?: string; readonly shadowRoot?: BidiNode | null; readonly children?: readonly BidiNode[] };
}

/** A WebDriver BiDi connection, of which the driver's types do not speak. */
export interface BidiConnection {
  send(method: string, params: unknown): Promise<{ readonly result: unknown }>;
}

export interface BidiAnswer {
  readonly type: string;
  readonly result?: BidiNode & { readonly value?: unknown };
  readonly exceptionDetails?: { readonly text: string };
}

/** The id by which BiDi knows a frame. */
export function bidiContext(frame: Frame): string {
  return (frame as Frame & { readonly _id: string })._id;
}

function closedInBidi(node: BidiNode): string[] {
  const root = node.value?.shadowRoot ?? null;
  const own = root?.value?.mode === 'closed' && root.sharedId !== undefined ? [root.sharedId] : [];
  return [...own, ...(root === null ? [] : closedInBidi(root)), ...(node.value?.children ?? []).flatMap(closedInBidi)];
}

/** Calls a function in a BiDi context and reads its JSON answer. */
export async function bidiRun(connection: BidiConnection, context: string, source: string, args: readonly unknown[]): Promise<unknown> {
  const answer = (await connection.send('script.callFunction', {
    functionDeclaration: `async (...all) => JSON.stringify(await (${source})(...all))`, awaitPromise: true, target: { context }, arguments: args,
  })).result as BidiAnswer;
  if (answer.exceptionDetails !== undefined) throw new Error(answer.exceptionDetails.text);
  const value = answer.result?.value as string | undefined;
  return value === undefined ? undefined : JSON.parse(value);
}

/** Firefox: WebDriver BiDi hands out closed shadow roots when a node is serialised with its whole shadow tree. */
export async function closedRootsInFirefox(page: Page, connection: BidiConnection): Promise<{ reach: Reach; frame: 'top' | 'sub' }[]> {
  const perFrame = await Promise.all(page.frames().map(async (frame) => {
    const context = bidiContext(frame);
    const answer = (await connection.send('script.callFunction', {
      functionDeclaration: '() => document.documentElement', awaitPromise: false, target: { context },
      serializationOptions: { includeShadowTree: 'all', maxDomDepth: 20 },
    })).result as BidiAnswer;
    return closedInBidi(answer.result ?? {}).map((sharedId) => ({
      frame: frame === page.mainFrame() ? 'top' as const : 'sub' as const,
      reach: {
        ...hands(page),
        run: (async (inPage: (...args: never[]) => unknown, ...args: readonly unknown[]) =>
          bidiRun(connection, context, `(root) => (${sourceOf(inPage)})(root, ${asJson(args)})`, [{ sharedId }])) as Reach['run'],
      },
    }));
  }));
  return perFrame.flat();
}
