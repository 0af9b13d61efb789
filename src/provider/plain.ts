// The provider's words as plain text: no control characters, no half characters, never longer than wanted.

/** The text on one line, at most `limit` UTF-16 units; null when the value is not a text or nothing is left of it. */
export function plainText(value: unknown, limit: number): string | null {
  return typeof value === 'string' ? cleaned(value.slice(0, limit * 2).replace(/\s+/g, ' '), limit) : null;
}

/** The same with its line breaks and tabs kept, for what a mail server said. */
export function plainLines(value: unknown, limit: number): string | null {
  return typeof value === 'string' ? cleaned(value.slice(0, limit * 2).replace(/\r\n?/g, '\n'), limit) : null;
}

function cleaned(text: string, limit: number): string | null {
  const clean = text.replace(/(?![\n\t])\p{Cc}/gu, '').trim().slice(0, limit);
  // Cutting may halve a pair too, so this comes last.
  return clean === '' ? null : clean.replace(/\p{Surrogate}/gu, '\uFFFD');
}
