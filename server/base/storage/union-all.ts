/** A query that others of its form can be joined to. */
interface Joinable {
  readonly unionAll: (other: never) => unknown;
}

/** Joins queries of one form into one that answers the rows of all; the orders and limits within each stay its own. */
export function unionAll<Query extends Joinable>(first: Query, others: readonly Query[]): Query {
  // The builder's type forgets some of its methods with each query that is joined; the object keeps them.
  return others.reduce<Query>((all, next) => Reflect.apply(all.unionAll, all, [next]), first);
}
