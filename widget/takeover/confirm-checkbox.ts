import type { TakeOver } from './create-take-over.ts';

/** What a page says when the form with the checkbox was sent. */
export interface Confirmation {
  readonly ref?: string;
  readonly user_ref?: string;
}

/** Has the checkbox that stands for a `user_ref` go on as if its form had been sent; pages that send by script say it this way. */
export function confirmCheckbox(takeOver: TakeOver, { ref, user_ref }: Confirmation): void {
  for (const { markup, element } of takeOver.all()) {
    if (markup.plugin !== 'messenger-checkbox' || markup.get('user_ref') !== user_ref) continue;
    if (ref) element.setAttribute('data-ref', ref);
    (element as HTMLElement & { confirm?: () => void }).confirm?.();
  }
}
