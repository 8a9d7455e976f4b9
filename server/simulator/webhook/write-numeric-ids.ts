/** Writes ids as numbers, digit by digit in the text: a parsed number would have lost those past 2^53. */
export function writeNumericIds(body: string): string {
  return body.replaceAll(/"(id|page_id|user_id)":"([1-9][0-9]*|0)"/g, '"$1":$2');
}
