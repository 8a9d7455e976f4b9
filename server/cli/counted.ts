/** A number with its noun, such as `1 event` or `2 deliveries`. Pure. */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
