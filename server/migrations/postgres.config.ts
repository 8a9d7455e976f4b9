import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: './server/migrations/postgres.schema.ts',
  out: './server/migrations/postgres',
  casing: 'snake_case',
});
