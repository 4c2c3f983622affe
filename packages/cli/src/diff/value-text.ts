/** A value on one line. The hash of an asset is told by its beginning: it only says that the content is another. */
export function valueText(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.replaceAll(/\b([0-9a-f]{12})[0-9a-f]{52}\b/g, '$1…').replaceAll(/\s*\n\s*/g, ' ');
}
