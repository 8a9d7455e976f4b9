/** What is taken out of a module of Lit: each pattern, with what stands in its place. */
type Cuts = readonly (readonly [pattern: RegExp, instead?: string])[];

/**
 * What the widget does without: decorators and their initializers, controllers, directives, JSON in attributes, default values
 * that reflect, templates in SVG, MathML and raw text, and the globals by which another Lit of the page could meddle.
 */
const CUTS: Readonly<Record<string, Cuts>> = {
  'reactive-element.js': [
    [/Symbol\.metadata\?\?=Symbol\("metadata"\),\w\.litPropertyMetadata\?\?=new WeakMap;/],
    [/const (\w)=this\[Symbol\.metadata\];if\(null!==\1\)\{[^}]*\}/],
    [/static addInitializer\(\w\)\{[^}]*\}/],
    [/,void 0!==\w\.l&&\(this\.l=\[\.\.\.\w\.l\]\)/],
    [/,this\.constructor\.l\?\.forEach\(\w=>\w\(this\)\)/],
    [/,\w=\w\.reactiveElementPolyfillSupport(?=,)/],
    [/,\w\?\.\(\{ReactiveElement:\w\}\),\(\w\.reactiveElementVersions\?\?=\[\]\)\.push\("[^"]*"\)/],
    [/addController\(\w\)\{[^}]*\}removeController\(\w\)\{[^}]*\}/],
    [/,this\._\$EO\?\.forEach\(\w=>\w\.host\w+\?\.\(\)\)/g],
    [/this\._\$EO\?\.forEach\(\w=>\w\.host\w+\?\.\(\)\),?/g],
    [/;break;case Object:case Array:\w=null==\w\?\w:JSON\.stringify\(\w\)/],
    [/;break;case Object:case Array:try\{\w=JSON\.parse\(\w\)\}catch\(\w\)\{\w=null\}/],
    [/\|\|\w\.useDefault&&\w\.reflect&&\w===this\._\$Ej\?\.get\(\w\)&&!this\.hasAttribute\(\w\._\$Eu\(\w,\w\)\)/],
    [/\w&&!\(this\._\$Ej\?\?=new Map\)\.has\(\w\)&&\(this\._\$Ej\.set\(.*?\),!0!==\w\|\|void 0!==\w\)\|\|/],
    [/\?\?this\._\$Ej\?\.get\(\w\)\?\?\w/],
    [/\(void 0!==\w\.converter\?\.toAttribute\?\w\.converter:(\w)\)/, '$1'],
    [/"function"==typeof \w\.converter\?\{.*?\.converter:(?=\w;)/],
    [/\w\.state&&\(\w\.attribute=!1\),/],
    [/\[\.\.\.\w\((\w)\),\.\.\.\w\(\1\)\]/, 'Object.keys($1)'],
  ],
  'lit-html.js': [
    [/,\w=\w\.litHtmlPolyfillSupport;\w\?\.\(\w,\w\),\(\w\.litHtmlVersions\?\?=\[\]\)\.push\("[^"]*"\)/],
    [/2===\w\?"<svg>":3===\w\?"<math>":""/, '""'],
    [/\+\(2===\w\?"<\/svg>":3===\w\?"<\/math>":""\)/],
    [/,2===\w\|\|3===\w\)\{const \w=this\.el\.content\.firstChild;\w\.replaceWith\(\.\.\.\w\.childNodes\)\}/, ');'],
    [/function (\w)\((\w),(\w),\w=\2,\w\)\{if\(\3===\w\)return \3;.*?,\3\}(?=class )/, 'function $1($2,$3){return $3}'],
    [/if\(\w\.test\(\w\.tagName\)\)\{.*?\}\}(?=\}else if\(8===)/],
    [/else\{let \w=-1;for\(;-1!==\(\w=\w\.data\.indexOf\(.*?\.length-1\}/],
    [/:6===\w\.type&&\(\w=new \w\(\w,this,\w\)\)/, ':0'],
    [/else \w\.startsWith\(\w\)&&\(\w\.push\(\{type:6,index:\w\}\),\w\.removeAttribute\(\w\)\)/],
    [/"number"==typeof \w\?this\._\$AC\((\w)\):\(.*?,\w\)(?=;if)/, 'this._$AC($1)'],
    [/get _\$AU\(\)\{return this\._\$AM\?\._\$AU\?\?this\._\$Cv\}/],
    [/,this\._\$Cv=\w\?\.isConnected\?\?!0/],
    [/setConnected\(\w\)\{[^}]*\}/],
    [/this\._\$AP\?\.\(!1,!0,\w\)/],
    [/get startNode\(\)\{[^}]*\}get endNode\(\)\{[^}]*\}/],
    [/get tagName\(\)\{[^}]*\}get _\$AU\(\)\{[^}]*\}/],
    [/get parentNode\(\)\{return this\._\$AM\.parentNode\}get _\$AU\(\)\{[^}]*\}/],
    [/get parentNode\(\)\{let \w=this\._\$AA\.parentNode;[^}]*\}/],
    [/,this\._\$AN=void 0/g],
    [/if\(!\w\(\w\)\|\|!\w\.hasOwnProperty\("raw"\)\)throw Error\("[^"]*"\);/],
    [/\w\.test\(\w\[2\]\)&&\(\w=RegExp\("<\/"\+\w\[2\],"g"\)\),/],
    [/"!--"===\w\[1\]\?\w=_:void 0!==\w\[1\]\?\w=\w:/],
    [/\w===_\|\|\w===\w\?\w=\w:(?=\()/],
    [/\|\|\w\.capture!==\w\.capture\|\|\w\.once!==\w\.once\|\|\w\.passive!==\w\.passive/],
    [/"function"==typeof this\._\$AH\?(.*?):this\._\$AH\.handleEvent\(\w\)/, '$1'],
  ],
  'lit-element.js': [
    [/const \w=globalThis;(?=class )/],
    [/,\w\.litElementHydrateSupport\?\.\(\{LitElement:\w\}\)/],
    [/const \w=\w\.litElementPolyfillSupport;\w\?\.\(\{LitElement:\w\}\);/],
    [/\(\w\.litElementVersions\?\?=\[\]\)\.push\("[^"]*"\);/],
    [/this\.hasUpdated\|\|\(this\.renderOptions\.isConnected=this\.isConnected\),/],
    [/connectedCallback\(\)\{super\.connectedCallback\(\),[^}]*\}disconnectedCallback\(\)\{[^}]*\}/],
  ],
};

/** Takes out of Lit what the widget does without; complains when another release of Lit says it differently. */
export function trimLit(code: string, id: string): string | null {
  const cuts = CUTS[/[^/]+$/.exec(id)?.[0] ?? ''];
  if (!cuts) return null;
  return cuts.reduce((rest, [pattern, instead = '']) => {
    if (rest.search(pattern) < 0) throw new Error(`Expected "${id}" to contain ${pattern}.`);
    return rest.replace(pattern, instead);
  }, code);
}
