// The command that diagnoses a file: one JSON line for each line, whatever the pieces in which the file arrives.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/core/bounce.ts';
import { keptLimit, linesOf } from '../diagnose.ts';

async function* pieces(...texts: readonly string[]): AsyncGenerator<string> {
  yield* texts;
}

async function linesFrom(...texts: readonly string[]): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const line of linesOf(pieces(...texts))) lines.push(line);
  return lines;
}

describe('lines', () => {
  it('do not depend on where the stream is cut', async () => {
    expect(await linesFrom('a\nb', 'c\r', '\n\n', '', 'd')).toEqual(['a', 'bc', '', 'd']);
    expect(await linesFrom('a\n')).toEqual(['a']);
    expect(await linesFrom()).toEqual([]);
  });

  it('are cut, so that a file without line ends does not fill the memory', async () => {
    const lines = await linesFrom(...Array.from({ length: 40 }, () => 'x'.repeat(10_000)), '\nb');
    expect(lines.map((line) => line.length)).toEqual([keptLimit, 1]);
  });
});

describe('the command', () => {
  async function run(...writes: readonly (string | Uint8Array)[]): Promise<{ readonly lines: readonly unknown[]; readonly code: unknown; readonly faults: string }> {
    const command = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(new URL('../diagnose.ts', import.meta.url))]);
    let out = '';
    let faults = '';
    command.stdout.setEncoding('utf8').on('data', (part: string) => (out += part));
    command.stderr.setEncoding('utf8').on('data', (part: string) => (faults += part));
    const closed = once(command, 'close');
    for (const write of writes) command.stdin.write(write);
    command.stdin.end();
    const [code] = (await closed) as unknown[];
    return { lines: out.split('\n').slice(0, -1).map((line): unknown => JSON.parse(line)), code, faults };
  }

  it('answers each line with the diagnosis of its text, empty and broken ones too', async () => {
    const texts = ['550 5.1.1 user unknown', '', '552 boîte pleine', '\u0000\u0007'];
    const { lines, code, faults } = await run(`${texts.join('\r\n')}\n`, new Uint8Array([0xff, 0xfe, 0x0a]), '421 too many connections');
    expect({ code, faults }).toEqual({ code: 0, faults: '' });
    expect(lines.slice(0, 4)).toEqual(texts.map((text) => diagnose(text)));
    expect(lines.slice(4)).toEqual([diagnose(''), diagnose('421 too many connections')].map((one) => expect.objectContaining({ reason: one.reason })));
  });

  it('answers nothing to nothing', async () => {
    expect(await run()).toEqual({ lines: [], code: 0, faults: '' });
  });

  it('keeps up with more lines than a pipe holds', async () => {
    const { lines, code } = await run('550 5.1.1 user unknown\n'.repeat(20_000));
    expect({ code, count: lines.length }).toEqual({ code: 0, count: 20_000 });
  });
});
