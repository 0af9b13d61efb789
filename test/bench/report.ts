// How a bench tells its figures: a table for people, one line of JSON with `--json`.

export function report(figures: unknown, table: () => string): void {
  console.log(process.argv.includes('--json') ? JSON.stringify(figures) : table());
}
