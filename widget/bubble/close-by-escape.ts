/** Closes by Escape wherever the focus is, since a page that opens the panel keeps it. @returns a function that stops it. */
export function closeByEscape(bubble: { close(): void }): () => void {
  const onKey = ({ key }: KeyboardEvent): false | void => key === 'Escape' && bubble.close();
  addEventListener('keydown', onKey);
  return () => removeEventListener('keydown', onKey);
}
