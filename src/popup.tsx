// The popup: wiring only.
export const entry = 'popup';
