import { useEffect, useState } from 'react';

/** False until the page listens: what is typed before that would be lost, so forms stay shut for that moment. */
export function useAlive(): boolean {
  const [alive, setAlive] = useState(false);
  useEffect(() => setAlive(true), []);
  return alive;
}
