// Patterns in which `*` stands for any characters, slashes too: access rules, IAM actions, what a test waits for.

const compiled = new Map<string, RegExp>();

export function matches(pattern: string, text: string): boolean {
  let found = compiled.get(pattern);
  if (found === undefined) {
    found = new RegExp(`^${pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`, 's');
    compiled.set(pattern, found);
  }
  return found.test(text);
}
