import { openLate } from '../entry/open-late.ts';
import type { CheckboxBaseElement } from './checkbox-base-element.ts';

/** Makes what has an element go on once the form it stands in is sent; to be told of each form, and of none. */
export function goOnAfter(element: CheckboxBaseElement): (form: HTMLFormElement | null) => void {
  let left = new AbortController();

  /** Whether the page is left is known when everybody has heard of the event; that is still the visitor's act. */
  function goOn(event: SubmitEvent): void {
    setTimeout(() => {
      const form = event.target as HTMLFormElement;
      const target = event.submitter?.getAttribute('formtarget') ?? form.target;
      const isLeaving = !event.defaultPrevented && form.method !== 'dialog' && (!target || target === '_self');
      element.confirm();
      if (element.sent && isLeaving) openLate(element, true);
    });
  }

  return (form) => {
    left.abort();
    left = new AbortController();
    form?.addEventListener('submit', goOn, { signal: left.signal });
  };
}
