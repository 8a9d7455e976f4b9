/** Something the shop sells. */
export interface Product {
  readonly slug: string;
  readonly name: string;
  readonly kind: string;
  readonly price: string;
  readonly unit: string;
  readonly picture: string;
  readonly alt: string;
  readonly teaser: string;
  readonly description: readonly string[];
  readonly details: readonly (readonly [name: string, value: string])[];
}

/** The whole stock: two things. */
export const PRODUCTS: readonly Product[] = [
  {
    slug: 'highland-oolong',
    name: 'Highland Oolong',
    kind: 'Tea',
    price: '€14.50',
    unit: '100 g tin',
    picture: 'highland-oolong.svg',
    alt: 'A green tea tin with a mountain on its label',
    teaser: 'Half-oxidised, slow-roasted, with a long finish of apricot and pine.',
    description: [
      'Picked in April above 1,400 metres and roasted over three evenings. It opens with warm biscuit and ends on apricot, ' +
        'and it forgives you when you forget the pot.',
      'We buy one lot a year from one family. When the tins are gone, they are gone until May.',
    ],
    details: [
      ['Origin', 'Nantou, one garden'],
      ['Harvest', 'April 2026'],
      ['In the pot', '5 g, 90 °C, 2 minutes, six infusions'],
    ],
  },
  {
    slug: 'stone-teapot',
    name: 'Stone Teapot',
    kind: 'Teaware',
    price: '€48.00',
    unit: '350 ml',
    picture: 'stone-teapot.svg',
    alt: 'A round stoneware teapot with a speckled glaze',
    teaser: 'Thrown by hand in grey stoneware. Pours in a clean arc, never drips.',
    description: [
      'Lene throws twelve of these a month in her workshop behind the shop. The glaze breaks a little differently on each one, ' +
        'so yours will not look exactly like the picture.',
      'The strainer is drilled into the body: loose leaves stay in the pot, and there is no basket to lose.',
    ],
    details: [
      ['Holds', '350 ml, two cups'],
      ['Glaze', 'Ash grey, lead-free'],
      ['Care', 'Rinse with warm water, no soap'],
    ],
  },
];

/** The product under this address, or null. */
export function findProduct(slug: string): Product | null {
  return PRODUCTS.find((product) => product.slug === slug) ?? null;
}
