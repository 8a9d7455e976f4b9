/** A customer of the demo shop. `id` is what Threadtie calls the site user. */
export interface ShopAccount {
  readonly id: string;
  readonly firstName: string;
  readonly name: string;
  readonly email: string;
}

/** Everybody who can sign in. */
export const SHOP_ACCOUNTS: readonly ShopAccount[] = [
  { id: '42', firstName: 'Ada', name: 'Ada Lovelace', email: 'ada@pineandkettle.example' },
  { id: '43', firstName: 'Grace', name: 'Grace Hopper', email: 'grace@pineandkettle.example' },
];

/** The account with this number, or null. */
export function findAccount(id: string): ShopAccount | null {
  return SHOP_ACCOUNTS.find((account) => account.id === id) ?? null;
}
