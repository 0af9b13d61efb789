// Alarms that are there when they should be: created only when absent or of another period, since re-creating one starves it.
import { browserApi } from './browser.ts';

/** Sets a repeating alarm of `everyMinutes`, or clears it with null. Alarms can vanish, so this is called at every start. */
export async function setAlarm(name: string, everyMinutes: number | null): Promise<void> {
  const { alarms } = browserApi();
  if (everyMinutes === null) {
    await alarms.clear(name);
    return;
  }
  const there = await alarms.get(name);
  if (there?.periodInMinutes !== everyMinutes) alarms.create(name, { periodInMinutes: everyMinutes, delayInMinutes: everyMinutes });
}
