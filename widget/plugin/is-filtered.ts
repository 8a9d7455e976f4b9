const ANSWER_WITHIN_MS = 2000;

/**
 * Answers whether something in this browser keeps an address from being fetched. Where the page's own policy does, which says
 * nothing about frames, or the answer takes too long, the answer is no.
 */
export async function isFiltered(url: string): Promise<boolean> {
  const over = new AbortController();
  let isForbidden = false;
  document.addEventListener('securitypolicyviolation', () => (isForbidden = true), { signal: over.signal });
  try {
    await fetch(url, { mode: 'no-cors', credentials: 'omit', signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    return false;
  } catch (error) {
    // The policy's event comes a moment after its refusal.
    await new Promise((resolve) => setTimeout(resolve, 50));
    return !isForbidden && navigator.onLine && !(error instanceof DOMException);
  } finally {
    over.abort();
  }
}
