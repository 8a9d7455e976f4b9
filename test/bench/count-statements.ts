import Database from 'better-sqlite3';
import pg from 'pg';

/** Counts what is asked of the database in this process. */
export interface StatementCounter {
  /** Statements run so far, BEGIN, COMMIT and savepoints included. */
  count(): number;
}

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;

/** Starts to count, for every connection of either driver, by standing before the drivers' own functions. */
export function countStatements(): StatementCounter {
  let count = 0;
  const counted = (target: object, name: string): void => {
    const original: unknown = Reflect.get(target, name);
    if (typeof original !== 'function') throw new Error(`The driver has no ${name}.`);
    const call = original as AnyFunction;
    Reflect.set(target, name, function counting(this: unknown, ...args: unknown[]) {
      count++;
      return call.apply(this, args);
    });
  };
  const probe = new Database(':memory:');
  const statement: object = Object.getPrototypeOf(probe.prepare('SELECT 1'));
  probe.close();
  for (const name of ['run', 'get', 'all', 'iterate']) counted(statement, name);
  counted(Database.prototype, 'exec');
  counted(pg.Client.prototype, 'query');
  return { count: () => count };
}
