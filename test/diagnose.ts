// Reads bounce texts on standard input, one a line, and prints one JSON line for each: npm run --silent diagnose < bounces.txt
import { fileURLToPath } from 'node:url';
import { diagnose, type Diagnosis } from '../src/core/bounce.ts';

/** Characters of a line that are kept; more than a diagnosis reads, so that a file without line ends does not fill the memory. */
export const keptLimit = 100_000;

/** Lines of a stream of text, without their ends (LF, CR LF), each cut to `keptLimit` characters. A last line without an end counts; an empty rest does not. */
export async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let line = '';
  let open = false;
  for await (const chunk of chunks) {
    const parts = chunk.split('\n');
    for (const [index, part] of parts.entries()) {
      if (index > 0) {
        yield line.replace(/\r$/, '');
        line = '';
        open = false;
      }
      open ||= part !== '';
      if (line.length < keptLimit) line += part.slice(0, keptLimit - line.length);
    }
  }
  if (open) yield line.replace(/\r$/, '');
}

/** The diagnosis of each line, in order, so that line n of the answer belongs to line n of the text; an empty line is `unknown`. */
export async function* diagnosesOf(chunks: AsyncIterable<string>): AsyncGenerator<Diagnosis> {
  for await (const line of linesOf(chunks)) yield diagnose(line);
}

/** Waits when the reader of our output is slower than we are. */
async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) await new Promise<void>((resolve) => process.stdout.once('drain', () => resolve()));
}

async function main(): Promise<void> {
  process.stdin.setEncoding('utf8');
  // A reader such as `head` may leave early: that is no fault of ours.
  process.stdout.on('error', (fault: NodeJS.ErrnoException) => process.exit(fault.code === 'EPIPE' ? 0 : 1));
  for await (const diagnosis of diagnosesOf(process.stdin as AsyncIterable<string>)) await print(`${JSON.stringify(diagnosis)}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
