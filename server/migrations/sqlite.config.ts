import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'sqlite',
  schema: './server/migrations/sqlite.schema.ts',
  out: './server/migrations/sqlite',
  casing: 'snake_case',
});
