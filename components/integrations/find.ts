export interface Found {
  id: string;
  title: string;
  url: string | null;
}

export interface FoundPage {
  places: Found[];
  nextCursor: string | null;
}

/** Places that an integration can see. @throws Error whose message is for people; the signal's reason when aborted. */
export async function findPlaces(
  id: string,
  asked: { kind: 'page' | 'data_source'; query: string; cursor?: string },
  signal: AbortSignal,
): Promise<FoundPage> {
  const answer = await fetch(`/api/v1/integrations/${id}/places?${new URLSearchParams(asked)}`, { signal });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.detail);
  return told;
}
