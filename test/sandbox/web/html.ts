// The frame of every page of the sandbox: it says plainly what it is.
import { html, raw } from 'hono/html';
import type { WebContext } from './web.ts';

export type Html = ReturnType<typeof html>;
export { html };

interface Page {
  readonly title: string;
  readonly body: Html;
  /** Attributes of `<body>`; constant text. */
  readonly bodyAttributes?: string;
  readonly script?: string;
}

const banner = html`<p class="banner" role="note"><strong>Sandbox.</strong> This is not OVHcloud. Everything here is invented and nothing leaves this machine.</p>`;

export function sendPage(context: WebContext, { title, body, bodyAttributes = '', script }: Page, status: 200 | 400 | 404 = 200): Response | Promise<Response> {
  context.header('content-security-policy', policy(context));
  context.header('cache-control', 'no-store');
  return context.html(html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<link rel="stylesheet" href="/sandbox/style.css"><link rel="icon" href="data:,"></head>
<body ${raw(bodyAttributes)}>${banner}${body}
${script === undefined ? '' : html`<script src="${script}"></script>`}</body></html>`, status);
}

function policy(context: WebContext): string {
  const connect = context.var.world.options.connectSrc === 'none' ? "'none'" : "'self'";
  return `default-src 'self'; connect-src ${connect}; img-src 'self' data:; style-src 'self'; frame-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'self'`;
}
