/** A version of the widget: its name, and the hash of each of its files as Subresource Integrity writes it. */
export interface WidgetPin {
  readonly version: string;
  readonly integrity: Readonly<Record<string, string>>;
}

/** What a page says to have browsers check the parts that a script fetches. */
export interface PartsImportMap {
  readonly integrity: Readonly<Record<string, string>>;
}

/** The entries: a page names those itself, with their integrity beside them. */
const ENTRY = /^widget(\.pure)?\.m?js$/;

/** The address of a file of this version, served for good. */
export function pinnedUrl(publicUrl: string, { version }: Pick<WidgetPin, 'version'>, file: string): string {
  return `${publicUrl}/widget/v/${version}/${file}`;
}

/**
 * The import map with which browsers refuse a part of the version whose bytes are not those that were built: the `integrity`
 * of a script covers the script alone.
 * @see https://html.spec.whatwg.org/multipage/webappapis.html#import-map-integrity
 */
export function partsImportMap(publicUrl: string, pin: WidgetPin): PartsImportMap {
  const parts = Object.entries(pin.integrity).filter(([file]) => !ENTRY.test(file));
  return { integrity: Object.fromEntries(parts.map(([file, hash]) => [pinnedUrl(publicUrl, pin, file), hash])) };
}
