import { html as taggedHtml } from 'hono/html';

/** Markup that can be shown as it is: what was filled in has been escaped. */
export type Html = ReturnType<typeof taggedHtml>;

/** Writes markup: `html\`<p>${anything}</p>\`` escapes what is filled in, unless it is markup of this kind itself. */
export const html: (strings: TemplateStringsArray, ...values: unknown[]) => Html = taggedHtml;
