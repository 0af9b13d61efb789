// What must not keep the first picture waiting.

/** Calls `work` once the next frame has been painted. Answers how to leave it undone. */
export function afterPaint(work: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => { timer = setTimeout(work); });
  return () => { cancelAnimationFrame(frame); clearTimeout(timer); };
}
