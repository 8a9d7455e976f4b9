/** Copies a code, and answers whether it could; where that is not allowed, or on a page without https, marks it for the visitor to copy. */
export async function copyCode(code: string, shown: Element | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(code);
    return true;
  } catch {
    if (shown) getSelection()?.selectAllChildren(shown);
    return false;
  }
}
