// The marks of Sluice as SVG path data on an 18 by 18 grid, drawn with a stroke of 1.6: the gate in its states, and a few signs.

/** The gate: open, open twice, closed, closed with a way back, flushing; warning and crossed eye for what is no gate. */
export const stateIcons = {
  ok: 'M3 2v14M15 2v14M3 3h12v4H3M6 11.5h6M9.8 9l2.4 2.5-2.4 2.5',
  force: 'M3 2v14M15 2v14M3 3h12v4H3M5 11.5h3M7 9.5l2 2-2 2M10 11.5h3M12 9.5l2 2-2 2',
  ko: 'M3 2v14M15 2v14M3 3h12v12H3M3 7h12M3 11h12',
  bounce: 'M3 2v14M15 2v14M3 3h12v3H3M12.5 13.5c0-3-2-4-7-4M8 7l-2.5 2.5L8 12',
  spam: 'M9 1.8l7.5 13.7h-15zM9 7v4M9 13.3v.1',
  purging: 'M3 2v14M15 2v14M3 3h12v3H3M9 8.5v6M6.5 12L9 14.5 11.5 12',
  unknown: 'M3 2v14M15 2v14M3 3h12M7 8a2 2 0 1 1 2.5 2c-.4.2-.5.5-.5 1M9 13.5v.1',
  blind: 'M2 9s2.5-4.5 7-4.5S16 9 16 9s-2.5 4.5-7 4.5S2 9 2 9zM3 15L15 3',
} as const;

export const clockIcon = 'M9 2.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 1 0 0-13M9 5.5V9l2.5 1.5';
export const tickIcon = 'm4 9.5 3.5 3.5L14 5.5';
export const dotIcon = 'M9 5a4 4 0 1 0 0 8 4 4 0 1 0 0-8';
export const closeIcon = 'M5 5l8 8M13 5l-8 8';
