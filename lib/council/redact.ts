/** What a share link shows: the decision, that with its quotes, the whole transcript, or all of it while it happens. */
export type ShareScope = 'decision' | 'quotes' | 'transcript' | 'live';

/** What a share link hides: who said it, and passages wherever they occur, quotes and files among them. */
export interface Redaction {
  names: boolean;
  passages: string[];
}
