import { html } from 'hono/html';
import type { Html } from '../simulator-layout.ts';

/** Things of which any number can be ticked, under one heading. */
export function choices(
  legend: string,
  name: string,
  options: readonly { readonly value: string; readonly label: string }[],
  ticked: readonly string[],
): Html {
  return html`<fieldset class="ticks">
    <legend>${legend}</legend>
    ${options.map(
      ({ value, label }) => html`<label class="tick">
        <input type="checkbox" name="${name}" value="${value}" ${ticked.includes(value) ? 'checked' : ''} />
        <span>${label}</span>
      </label>`,
    )}
  </fieldset>`;
}

/** The options of a list of which one is taken. */
export function picked(options: readonly (readonly [value: string, label: string])[], taken: string): Html[] {
  return options.map(
    ([value, label]) => html`<option value="${value}" ${value === taken ? 'selected' : ''}>${label}</option>`,
  );
}
