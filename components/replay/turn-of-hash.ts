/** The turn that the address names: `#t7`, as in the minutes, or `#turn-7`. */
export function turnOfHash(): number | null {
  const turn = /^#t(?:urn-)?(\d+)$/.exec(location.hash)?.[1];
  return turn === undefined ? null : Number(turn);
}
