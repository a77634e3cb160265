/** Somebody who can own a task: a member of the organisation, or a seat. */
export interface Person {
  kind: 'member' | 'seat';
  id: string;
  name: string;
  /** Nicknames and other spellings. */
  aliases: string[];
  /** Role or job, e.g. "Head of Platform". */
  title: string | null;
}

/** A decision that the organisation accepted before this run began. */
export interface EarlierDecision {
  id: string;
  meetingId: string;
  title: string;
  statement: string;
  /** When it was accepted, ms since 1970. */
  at: number;
}

/** What a run that was sent back starts from: the log of the round before it. */
export interface PreviousRound {
  statement: string;
  alternatives: { name: string; summary: string }[];
  missing: string[];
  dissent: { seat: string; text: string }[];
}
