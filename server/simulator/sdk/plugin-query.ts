import { z } from 'zod';

/** The plugins a page can hold, by the class of their element. */
export const PLUGINS = ['fb-send-to-messenger', 'fb-messengermessageus', 'fb-messenger-checkbox'] as const;

/** What the script tells a frame about its element; `origin` is the page that holds it. */
export const PluginQuery = z.object({
  plugin: z.enum(PLUGINS),
  origin: z.string(),
  app_id: z.string().default(''),
  page_id: z.string().default(''),
  ref: z.string().default(''),
  user_ref: z.string().default(''),
  cta_text: z.string().default(''),
  allow_login: z.string().default('true'),
  enforce_login: z.string().default('false'),
});
export type PluginQuery = z.output<typeof PluginQuery>;
