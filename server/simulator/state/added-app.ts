import { z } from 'zod';
import { AppSettings } from './app-settings.ts';

/** The fields that an app is subscribed to, per object. */
export const AppFields = z.object({ page: z.array(z.string()), instagram: z.array(z.string()) });
export type AppFields = z.infer<typeof AppFields>;

/** A further app, as it is kept: the first one's id and secret are those of the start and are kept nowhere. */
export const AddedApp = z.object({
  id: z.string(),
  secret: z.string(),
  name: z.string(),
  /** That of the last handshake that went well. */
  verifyToken: z.string().nullable(),
  settings: AppSettings,
  fields: AppFields,
});
export type AddedApp = z.infer<typeof AddedApp>;
