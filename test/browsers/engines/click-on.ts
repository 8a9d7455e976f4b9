/** A script that clicks the first element of a selector. */
export function clickOn(selector: string): string {
  return `document.querySelector(${JSON.stringify(selector)}).click()`;
}
