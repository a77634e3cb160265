import { ConsecutiveBreaker, circuitBreaker, handleAll } from 'cockatiel';

const usual = { failuresInARow: 5, coolMs: 1000 };

/**
 * A fetch for a database by HTTP: each answer within `answerMs`, and none asked for a second after five in a row did
 * not come or were the server's own failures (5xx). `onChange` is told each time that begins and ends.
 */
export function guardFetch(answerMs: number, onChange: (open: boolean) => void = () => {}, patience = usual) {
  const { failuresInARow, coolMs } = patience;
  const failed = handleAll.orWhenResult((answer) => answer instanceof Response && answer.status >= 500);
  const breaker = circuitBreaker(failed, { halfOpenAfter: coolMs, breaker: new ConsecutiveBreaker(failuresInARow) });
  breaker.onBreak(() => onChange(true));
  breaker.onReset(() => onChange(false));
  return (address: string, request: RequestInit): Promise<Response> =>
    breaker.execute(() => fetch(address, { ...request, signal: AbortSignal.timeout(answerMs) }));
}
