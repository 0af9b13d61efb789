// The options page: wiring only.
export const entry = 'options';
