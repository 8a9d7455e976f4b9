/**
 * Stands in the bundle for the module of the same name inside Lit (see widget/build.ts), whose other half is for browsers
 * without constructable style sheets: those keep the plain link instead.
 */

/** A style sheet that is made when the first element needs it, so that loading the module outside a browser needs none. */
export interface Styles {
  readonly cssText: string;
  readonly styleSheet: CSSStyleSheet;
}

/** Says whether this browser can be given the elements at all. */
export const supportsAdoptingStyleSheets = (): boolean => 'adoptedStyleSheets' in document;

/** Makes styles of a literal, which may hold other styles. */
export function css(strings: TemplateStringsArray, ...values: readonly Styles[]): Styles {
  const cssText = String.raw({ raw: strings }, ...values.map((value) => value.cssText));
  let made: CSSStyleSheet | undefined;
  return {
    cssText,
    get styleSheet() {
      if (!made) {
        made = new CSSStyleSheet();
        made.replaceSync(cssText);
      }
      return made;
    },
  };
}

/** Gives a root its styles. */
export function adoptStyles(root: ShadowRoot, styles: readonly Styles[]): void {
  root.adoptedStyleSheets = styles.map(({ styleSheet }) => styleSheet);
}

/** Every browser that gets this far takes the styles as they are. */
export const getCompatibleStyle = <T>(styles: T): T => styles;

/** Never used, yet named by Lit's exports. */
export const unsafeCSS = undefined;
export const CSSResult = undefined;
